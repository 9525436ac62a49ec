import { contentOf, resultText, type Content } from './message-content.ts';
import { isFields, looksLikeJson, parsedJson, type Fields } from './json-values.ts';
import { speakerOf, type Speaker } from './role-spellings.ts';
import { callsOf, type WrittenCall } from './tool-calls.ts';

/** A message as it stands in a row, before its calls have ids. */
export interface WrittenMessage {
  speaker: Speaker;
  text: string;
  calls: WrittenCall[];
  callId?: string | undefined;
  name?: string | undefined;
  /** What was thought before it was said. */
  thoughts?: string | undefined;
  /** Addresses of images that stand before its text. */
  images?: string[] | undefined;
  /** The key of its text, for whoever looks for what is wrong with it. */
  key: string;
}

export interface Element {
  messages: WrittenMessage[];
  /** The keys it was told by: `role/content`, `input/output`. */
  shape: string;
}

const roleKeys = ['role', 'from', 'speaker', 'sender', 'author'] as const;
/** Where thoughts stand beside what was said. */
const thoughtKeys = ['reasoning_content', 'reasoning', 'thinking', 'thought'] as const;
const textKeys = ['content', 'value', 'text', 'message', 'parts'] as const;

/** An exchange in one element: who asks under which key, and who answers. */
const exchanges = [
  ['input', 'output'],
  ['prompt', 'response'],
  ['prompt', 'completion'],
  ['instruction', 'response'],
  ['instruction', 'output'],
  ['question', 'answer'],
  ['query', 'response'],
] as const;

/** The messages of one element, its shape told by its keys; `place` is its number, from which texts alone alternate. */
export function elementMessages(given: unknown, place: number): Element | { problem: string } {
  const element = typeof given === 'string' && looksLikeJson(given) ? (parsedJson(given) ?? given) : given;
  if (typeof element === 'string') {
    const speaker = place % 2 === 0 ? 'user' : 'assistant';
    return { messages: [plain(speaker, element, '')], shape: 'texts' };
  }
  if (Array.isArray(element)) return exchangeOf(element);
  if (!isFields(element)) return { problem: 'is no message' };
  const roleKey = roleKeys.find((key) => typeof roleIn(element[key]) === 'string');
  if (roleKey) return spokenMessages(element, roleKey);
  if (element['type'] === 'function_call' || element['type'] === 'function_call_output') {
    return itemMessages(element);
  }
  const exchange = exchanges.find((keys) => keys.every((key) => key in element));
  return exchange ? keyedMessages(element, exchange, ['user', 'assistant']) : keyedBySpeaker(element);
}

function roleIn(value: unknown): unknown {
  return isFields(value) ? value['role'] : value;
}

/** `{role, content}`, `{from, value}` and their like, with the calls beside the text or in it. */
function spokenMessages(element: Fields, roleKey: (typeof roleKeys)[number]): Element | { problem: string } {
  const role = String(roleIn(element[roleKey]));
  const speaker = speakerOf(role);
  if (!speaker) {
    return {
      problem: `${roleKey}: "${role.slice(0, 40)}" is no role that is known: system, user, assistant or tool`,
    };
  }
  const textKey = textKeys.find((key) => key in element);
  const calls = callsOf(element['tool_calls'] ?? element['function_call']);
  if (!calls) return { problem: 'tool_calls: names no function that is called' };
  const shape = textKey ? `${roleKey}/${textKey}` : roleKey;
  if (!textKey && calls.length === 0)
    return { problem: `${roleKey === 'from' ? 'value' : 'content'}: is missing` };
  const key = textKey ?? 'content';
  const value = element[key];
  if (speaker === 'tool') {
    const text = resultText(value);
    if (typeof text !== 'string') return { problem: `${key}: ${text.problem}` };
    const result = { callId: textIn(element['tool_call_id']), name: textIn(element['name']) };
    return { messages: [{ ...plain('tool', text, key), ...result }], shape };
  }
  if (speaker === 'tool call') return { messages: [callMessage(value, key)], shape };
  const content = contentOf(value);
  if ('problem' in content) return { problem: `${key}: ${content.problem}` };
  const beside = thoughtKeys.map((thoughtKey) => textIn(element[thoughtKey])).find((told) => told?.trim());
  const thoughts = content.thoughts.trim() === '' ? (beside ?? '') : content.thoughts;
  return { messages: messagesOf(speaker, { ...content, thoughts }, calls, key), shape };
}

/** A ShareGPT `function_call`: JSON text of one or more calls, or else what the assistant wrote. */
function callMessage(value: unknown, key: string): WrittenMessage {
  const calls = callsOf(value);
  return calls && calls.length > 0
    ? { speaker: 'assistant', text: '', calls, key }
    : plain('assistant', typeof value === 'string' ? value : '', key);
}

/** OpenAI's newer form, in which a call and its result are items of their own. */
function itemMessages(item: Fields): Element | { problem: string } {
  const shape = 'type';
  if (item['type'] === 'function_call') {
    const calls = callsOf(item);
    if (!calls) return { problem: 'holds a tool call that names no function' };
    return { messages: [{ speaker: 'assistant', text: '', calls, key: 'arguments' }], shape };
  }
  const text = resultText(item['output']);
  if (typeof text !== 'string') return { problem: `output: ${text.problem}` };
  return { messages: [{ ...plain('tool', text, 'output'), callId: textIn(item['call_id']) }], shape };
}

function exchangeOf(texts: readonly unknown[]): Element | { problem: string } {
  const [asked, answered] = texts;
  if (texts.length !== 2 || typeof asked !== 'string' || typeof answered !== 'string') {
    return { problem: 'is no message' };
  }
  return { messages: [plain('user', asked, '0'), plain('assistant', answered, '1')], shape: 'texts' };
}

/** `{human: …, assistant: …}`, or one of these alone. */
function keyedBySpeaker(element: Fields): Element | { problem: string } {
  const keys = Object.keys(element).filter((key) => speakerOf(key) && isText(element[key]));
  const ordered = (['system', 'user', 'assistant'] as const).flatMap((speaker) =>
    keys.filter((key) => speakerOf(key) === speaker).map((key) => ({ key, speaker })),
  );
  if (ordered.length === 0) {
    const shown = Object.keys(element).slice(0, 10).join(', ') || 'none';
    return { problem: `has no keys by which a message is told (keys: ${shown})` };
  }
  return keyedMessages(
    element,
    ordered.map(({ key }) => key),
    ordered.map(({ speaker }) => speaker),
  );
}

function keyedMessages(
  element: Fields,
  keys: readonly string[],
  speakers: readonly Speaker[],
): Element | { problem: string } {
  const messages: WrittenMessage[] = [];
  for (const [at, key] of keys.entries()) {
    const content = contentOf(element[key]);
    if ('problem' in content) return { problem: `${key}: ${content.problem}` };
    messages.push(...messagesOf(speakers[at] ?? 'user', content, [], key));
  }
  return { messages, shape: keys.join('/') };
}

/** Results that stand among the parts of a message come before what is said beside them. */
function messagesOf(
  speaker: Speaker,
  { text, calls, results, thoughts, images }: Content,
  beside: readonly WrittenCall[],
  key: string,
): WrittenMessage[] {
  const thought = thoughts.trim();
  const said = {
    speaker,
    text,
    calls: [...beside, ...calls],
    key,
    ...(thought === '' ? {} : { thoughts: thought }),
    ...(images.length === 0 ? {} : { images }),
  };
  const told = results.map(({ callId, name, text: result }) => ({
    ...plain('tool', result, key),
    callId,
    name,
  }));
  return told.length > 0 && text === '' && said.calls.length + images.length === 0 ? told : [...told, said];
}

function plain(speaker: Speaker, text: string, key: string): WrittenMessage {
  return { speaker, text, calls: [], key };
}

function isText(value: unknown): boolean {
  return typeof value === 'string' || Array.isArray(value);
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
