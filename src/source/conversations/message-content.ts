import { imageAddress } from './image-address.ts';
import { isFields, jsonText, type Fields } from './json-values.ts';
import { callsOf, type WrittenCall } from './tool-calls.ts';

/** What an element of a conversation says. */
export interface Content {
  text: string;
  calls: WrittenCall[];
  results: ToolResult[];
  /** What was thought before; empty where nothing was. */
  thoughts: string;
  /** Addresses. */
  images: string[];
}

/** A tool's result that stands in a message of another role, as Anthropic and Gemini write them. */
export interface ToolResult {
  callId?: string;
  name?: string;
  text: string;
}

/** Text, parts that are joined, or nothing; what is no text is told. */
export function contentOf(value: unknown): Content | { problem: string } {
  if (value === null || value === undefined) return said('');
  if (typeof value === 'string') return said(value);
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') {
    return said(String(value));
  }
  if (Array.isArray(value)) return joined(value as unknown[]);
  return isFields(value) ? partOf(value) : { problem: 'is neither text nor parts of text' };
}

function said(text: string): Content {
  return { text: wellFormed(text), calls: [], results: [], thoughts: '', images: [] };
}

/** Half of a surrogate pair has no form in UTF-8, so nothing that was sent or written would be what was read. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

function joined(parts: readonly unknown[]): Content | { problem: string } {
  const whole = said('');
  for (const part of parts) {
    const content = contentOf(part);
    if ('problem' in content) return content;
    whole.text += content.text;
    whole.thoughts += content.thoughts;
    whole.images.push(...content.images);
    whole.calls.push(...content.calls);
    whole.results.push(...content.results);
  }
  return whole;
}

const attachments = {
  image: 'an image',
  audio: 'audio',
  video: 'a video',
  file: 'a file',
  document: 'a file',
};

const unsentImage = 'holds an image, which is no text and has no address that a model could be sent';

/** One part, in the words of OpenAI, Anthropic, Mistral and Gemini. Thoughts are no part of what is said. */
function partOf(part: Fields): Content | { problem: string } {
  const type = typeof part['type'] === 'string' ? part['type'].toLowerCase() : '';
  if (type === 'tool_use' || type === 'function_call' || isFields(part['functionCall'])) {
    const calls = callsOf(part['functionCall'] ?? part);
    return calls ? { ...said(''), calls } : { problem: 'holds a tool call that names no function' };
  }
  if (type === 'tool_result' || isFields(part['functionResponse'])) return resultOf(part);
  if (/^(thinking|reasoning|thought)/.test(type) || part['thought'] === true) return thought(part);
  if (type === 'redacted_thinking') return said('');
  const held =
    type ||
    Object.keys(part)
      .filter((key) => part[key] !== null && key !== 'text')
      .join(' ');
  const attached = Object.entries(attachments).find(([kind]) => held.includes(kind));
  if (attached?.[0] === 'image') {
    const address = imageAddress(part);
    return address === undefined ? { problem: unsentImage } : { ...said(''), images: [address] };
  }
  if (attached) return { problem: `holds ${attached[1]}, which is no text` };
  if (part['parts'] !== undefined) return contentOf(part['parts']);
  const text = part['text'] ?? part['content'];
  if (typeof text === 'string' || Array.isArray(text)) return contentOf(text);
  if (text === null || type === 'text') return said('');
  return { problem: `holds a part ${type ? `of type "${type}"` : 'without a type'}, which is no text` };
}

function thought({ thinking, reasoning, text, summary, content }: Fields): Content {
  const told = contentOf(thinking ?? reasoning ?? text ?? summary ?? content);
  return { ...said(''), thoughts: 'problem' in told ? '' : told.text + told.thoughts };
}

function resultOf(part: Fields): Content | { problem: string } {
  const response = isFields(part['functionResponse']) ? part['functionResponse'] : undefined;
  const content = resultText(response ? response['response'] : part['content']);
  if (typeof content !== 'string') return content;
  const callId = part['tool_use_id'] ?? response?.['id'];
  const name = response?.['name'];
  const result: ToolResult = {
    ...(typeof callId === 'string' ? { callId } : {}),
    ...(typeof name === 'string' ? { name } : {}),
    text: content,
  };
  return { ...said(''), results: [result] };
}

/** What a tool returned: text as it is, anything else as JSON text. */
export function resultText(value: unknown): string | { problem: string } {
  const isParts =
    Array.isArray(value) && value.length > 0 && value.every((part) => isFields(part) && 'type' in part);
  if (value !== null && typeof value === 'object' && !isParts) return wellFormed(jsonText(value));
  const content = contentOf(value);
  return 'problem' in content ? content : content.text;
}
