import { historyColumn, instructionInput, type ConversationPlace } from './conversation-columns.ts';
import { elementMessages, type WrittenMessage } from './element-messages.ts';
import { isFields, looksLikeJson, parsedJson, type Fields } from './json-values.ts';
import { listedElements } from './listed-elements.ts';

export interface PlacedConversation {
  /** `messages`, or `prompt + completion`. */
  column: string;
  /** The keys its elements were told by. */
  shape: string;
  messages: WrittenMessage[];
}

export interface Unreadable {
  problem: string;
  /** Whether there is no conversation at all, so that another column may hold it. */
  isAbsent: boolean;
}

/** What one place of a row holds. */
export function readPlace(row: Fields, place: ConversationPlace): PlacedConversation | Unreadable {
  return 'whole' in place ? readWhole(row, place.whole) : readExchange(row, place);
}

function readWhole(row: Fields, column: string): PlacedConversation | Unreadable {
  const elements = listedElements(row[column]);
  if (!elements) return { problem: `${column}: ${whatItIs(row[column])}`, isAbsent: true };
  if (elements.length === 0) return { problem: `${column}: is empty`, isAbsent: true };
  return readElements(elements, column);
}

/** A prompt with its response: each may be text or messages. A response that begins with the prompt stands for both. */
function readExchange(
  row: Fields,
  { prompt, response }: Extract<ConversationPlace, { prompt: string }>,
): PlacedConversation | Unreadable {
  const asked = readSide(row[prompt], prompt, 'user');
  if ('problem' in asked) return asked;
  const answered = response === undefined ? undefined : readSide(row[response], response, 'assistant');
  if (answered && 'problem' in answered && !answered.isAbsent) return answered;
  if (response === undefined || !answered || 'problem' in answered) {
    return { ...asked, messages: withContext(row, prompt, asked.messages) };
  }
  if (answered.messages[0]?.speaker === 'user' || answered.messages[0]?.speaker === 'system') return answered;
  return {
    column: `${prompt} + ${response}`,
    shape: asked.shape === answered.shape ? asked.shape : `${asked.shape} + ${answered.shape}`,
    messages: [...withContext(row, prompt, asked.messages), ...answered.messages],
  };
}

function readSide(
  value: unknown,
  column: string,
  speaker: 'user' | 'assistant',
): PlacedConversation | Unreadable {
  const elements = messagesIn(value);
  if (elements) return readElements(elements, column);
  if (typeof value !== 'string' || value.trim() === '') {
    return { problem: `${column}: ${whatItIs(value)}`, isAbsent: true };
  }
  return readElements([{ role: speaker, content: value }], column, 'text');
}

/** Messages, also as JSON text; a text that only begins like JSON is a text. */
function messagesIn(value: unknown): unknown[] | undefined {
  const given = typeof value === 'string' && looksLikeJson(value) ? parsedJson(value) : value;
  if (isFields(given) && ('role' in given || 'from' in given)) return [given];
  return Array.isArray(given) && given.length > 0 && given.every(isFields) ? given : undefined;
}

/** What an instruction is about, and the exchanges before it, as Alpaca's descendants keep them. */
function withContext(row: Fields, prompt: string, asked: readonly WrittenMessage[]): WrittenMessage[] {
  const input = row[instructionInput];
  const [instruction, ...others] = asked;
  const about =
    prompt === 'instruction' && instruction && typeof input === 'string' && input.trim() !== ''
      ? [{ ...instruction, text: `${instruction.text}\n\n${input}` }, ...others]
      : asked;
  const history = listedElements(row[historyColumn]) ?? [];
  const before = readElements(history, historyColumn);
  return 'problem' in before ? [...about] : [...before.messages, ...about];
}

function readElements(
  elements: readonly unknown[],
  column: string,
  shape?: string,
): PlacedConversation | Unreadable {
  const messages: WrittenMessage[] = [];
  let first: string | undefined;
  for (const [place, element] of elements.entries()) {
    const read = elementMessages(element, place);
    if ('problem' in read) return { problem: `${column}.${place}.${read.problem}`, isAbsent: false };
    first ??= read.shape;
    for (const message of read.messages) {
      const { speaker, text, calls, key, images } = message;
      const where = [column, place, key].filter((part) => part !== '').join('.');
      if (images && speaker !== 'user') {
        return { problem: `${where}: holds an image, which is no text`, isAbsent: false };
      }
      const isEmpty = text.trim() === '' && calls.length === 0 && !images;
      if (isEmpty && speaker === 'system') continue;
      if (isEmpty && speaker !== 'tool') {
        return { problem: `${where}: is empty`, isAbsent: false };
      }
      messages.push(message);
    }
  }
  return { column, shape: shape ?? first ?? 'nothing', messages };
}

function whatItIs(value: unknown): string {
  if (value === null || value === undefined) return 'is null';
  if (value === '') return 'is empty';
  if (typeof value === 'string') return 'is text, and not JSON text of messages';
  return isFields(value)
    ? 'is an object, and no list of messages'
    : `is no list of messages, but ${typeof value}`;
}
