import type { Candidate } from '../../preference/candidate.ts';
import { promptLength } from '../../preference/conversation-turns.ts';
import type { Message } from '../../preference/conversation.schema.ts';
import { separateThoughts } from '../../preference/thoughts/separate-thoughts.ts';
import { conversationMessages } from './conversation-messages.ts';
import { isFields, looksLikeJson, type Fields } from './json-values.ts';
import { listedElements } from './listed-elements.ts';
import { contentOf } from './message-content.ts';
import { readPlace } from './read-place.ts';

const textKeys = [
  'response',
  'content',
  'text',
  'completion',
  'output',
  'answer',
  'generation',
  'generated_text',
  'message',
  'messages',
] as const;
const modelKeys = ['model', 'model_name', 'model_id', 'generator'] as const;

type Answer = Pick<Candidate, 'text' | 'toolCalls'> | { problem: string };

/** An answer that the source holds, as text, messages or `{model, response}`; one that cannot be read keeps its place. */
export function givenCandidate(value: unknown, name: string, place: string): Candidate {
  const answer = answerIn(value);
  const own = isFields(value) ? firstText(value, modelKeys) : undefined;
  const finishReason = isFields(value) ? firstText(value, ['finish_reason']) : undefined;
  const about = { model: own ?? name, usage: { promptTokens: 0, completionTokens: 0 } };
  if ('problem' in answer) {
    const loss = { reason: 'Dataset.RowInvalid' as const, detail: `${place}: ${answer.problem}` };
    return { ...about, text: null, finishReason: 'failed', loss };
  }
  const { text, reasoning } = separateThoughts(answer.text ?? '');
  if (text.trim() === '' && !answer.toolCalls) {
    const problem = reasoning === undefined ? 'is empty' : 'holds nothing but a thought';
    const loss = { reason: 'Dataset.RowInvalid' as const, detail: `${place}: ${problem}` };
    return { ...about, text: null, finishReason: 'failed', loss };
  }
  return {
    ...about,
    ...answer,
    text,
    ...(reasoning === undefined ? {} : { reasoning }),
    finishReason: finishReason ?? 'given',
    loss: null,
  };
}

function answerIn(value: unknown): Answer {
  if (value === null || value === undefined) return { problem: 'is null' };
  const spoken = isConversation(value) ? value : undefined;
  if (spoken !== undefined) return lastResponse(spoken);
  if (!isFields(value)) return plainText(value);
  if ('role' in value || 'from' in value) return lastResponse([value]);
  const key = textKeys.find((each) => value[each] !== null && value[each] !== undefined);
  if (key === undefined)
    return { problem: `holds no text (keys: ${Object.keys(value).slice(0, 10).join(', ')})` };
  const inner = answerIn(value[key]);
  return 'problem' in inner ? { problem: `${key} ${inner.problem}` } : inner;
}

/** A list of messages, or the text of one: JSON, or a transcript. An answer that only looks like JSON is a text. */
function isConversation(value: unknown): boolean {
  if (typeof value === 'string' && !looksLikeJson(value) && !/^\s*Human: ?/.test(value)) return false;
  if (isFields(value) && !Array.isArray(Object.values(value)[0])) return false;
  const elements = listedElements(value) ?? [];
  return elements.length > 0 && elements.every((element) => isFields(element) && isMessage(element));
}

function isMessage(element: Fields): boolean {
  return 'role' in element || 'from' in element;
}

function plainText(value: unknown): Answer {
  const content = contentOf(value);
  if ('problem' in content) return content;
  return { text: content.text };
}

/** Of a whole conversation, what its assistant said last. */
function lastResponse(value: unknown): Answer {
  const read = readPlace({ answer: value }, { whole: 'answer' });
  if ('problem' in read) return { problem: read.problem.replace(/^answer[.:]\s*/, '') };
  const messages = conversationMessages(read.messages);
  const response = messages.slice(promptLength(messages));
  if (!response.some(({ role }) => role === 'assistant'))
    return { problem: 'holds no message of an assistant' };
  return answerOf(response);
}

/** A response told in several messages is one, as of a conversation. */
function answerOf(response: readonly Message[]): Answer {
  const calls = response.flatMap(({ tool_calls: called = [] }) => called);
  const said = response.map(({ content }) => content).filter((content) => content !== '');
  return { text: said.join('\n\n'), ...(calls.length > 0 ? { toolCalls: calls } : {}) };
}

function firstText(fields: Fields, keys: readonly string[]): string | undefined {
  const held = keys
    .map((key) => fields[key])
    .find((value) => typeof value === 'string' && value.trim() !== '');
  return typeof held === 'string' ? held : undefined;
}
