import { open } from 'node:fs/promises';
import { isFields, parsedJson } from '../conversations/json-values.ts';

const firstBytes = 4_096;
const headBytes = 65_536;

/**
 * What is wrong with a file that was to be JSON Lines and is one object, over several lines or around the rows;
 * undefined where lines can be read. `isRow` tells a row, which may hold a list of objects as well.
 */
export async function problemAroundRows(
  path: string,
  isRow: (columns: readonly string[]) => boolean,
): Promise<string | undefined> {
  if (startsWithRow(await readHead(path, firstBytes), isRow)) return undefined;
  const head = await readHead(path, headBytes);
  const text = head.toString('utf8').replace(/^\ufeff/, '');
  if (!text.trimStart().startsWith('{')) return undefined;
  const isWhole = head.length < headBytes;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const whole = isWhole ? lines : lines.slice(0, -1);
  const [line = ''] = whole;
  const first = parsedJson(line);
  if (first !== undefined) {
    if (whole.length > 1 || !isWhole || !isFields(first) || isRow(Object.keys(first))) return undefined;
    const around = Object.keys(first).find((key) => holdsRows(first[key]));
    return around === undefined ? undefined : aroundRows(around);
  }
  const isLine = (other: string) => other.startsWith('{') && parsedJson(other) !== undefined;
  const overLines = isWhole ? isFields(parsedJson(text)) : !whole.some(isLine);
  const isOneObject = whole.length > 1 ? overLines : !isWhole;
  if (!isOneObject) return undefined;
  const around = /"((?:[^"\\]|\\.)+)"\s*:\s*\[\s*[{[]/.exec(text)?.[1];
  if (around === undefined || isRow([around])) {
    return whole.length > 1
      ? 'is one object over several lines: write an array of rows, or each row on a line of its own'
      : undefined;
  }
  return aroundRows(around);
}

function aroundRows(key: string): string {
  return `is an object with its rows under "${key}", not an array of rows: save what is under "${key}" as a file of its own`;
}

function holdsRows(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isFields);
}

/** Whether the first line is whole and a row: so it is nearly always, and every shard opens its file. */
function startsWithRow(head: Buffer, isRow: (columns: readonly string[]) => boolean): boolean {
  const end = head.indexOf('\n');
  const first = end === -1 ? undefined : parsedJson(head.toString('utf8', 0, end));
  return isFields(first) && isRow(Object.keys(first));
}

async function readHead(path: string, headBytes: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
