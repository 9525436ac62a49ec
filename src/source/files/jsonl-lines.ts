import { createReadStream } from 'node:fs';

export interface Line {
  /** Counted from 1, blank lines included. */
  number: number;
  byteStart: number;
  /** Behind the line's newline. */
  byteEnd: number;
  /** Null for a line over the size that is kept in memory. */
  bytes: Buffer | null;
}

export interface LineRange {
  byteStart: number;
  byteEnd?: number;
  firstLine: number;
  /** A longer line is passed over without being held. */
  mostBytes: number;
}

const newline = 0x0a;

/** Streams the lines of a file range that are not blank, with their places. Memory stays at one line. */
export async function* readLines(path: string, range: LineRange): AsyncGenerator<Line> {
  const end = range.byteEnd === undefined ? {} : { end: range.byteEnd - 1 };
  if (range.byteEnd !== undefined && range.byteEnd <= range.byteStart) return;
  let number = range.firstLine;
  let byteStart = range.byteStart;
  let byteEnd = range.byteStart;
  let held: Buffer[] = [];

  const finishLine = (): Line => {
    const tooLong = byteEnd - byteStart > range.mostBytes;
    const line = { number, byteStart, byteEnd, bytes: tooLong ? null : Buffer.concat(held) };
    number += 1;
    byteStart = byteEnd;
    held = [];
    return line;
  };

  for await (const chunk of createReadStream(path, {
    start: range.byteStart,
    ...end,
  }) as AsyncIterable<Buffer>) {
    let taken = 0;
    while (taken < chunk.length) {
      const found = chunk.indexOf(newline, taken);
      const next = found === -1 ? chunk.length : found + 1;
      byteEnd += next - taken;
      if (byteEnd - byteStart <= range.mostBytes) held.push(chunk.subarray(taken, next));
      else held = [];
      taken = next;
      if (found === -1) break;
      const line = finishLine();
      if (!isBlank(line)) yield line;
    }
  }
  if (byteEnd > byteStart) {
    const line = finishLine();
    if (!isBlank(line)) yield line;
  }
}

const blanks = new Set([newline, 0x0d, 0x20, 0x09]);

function isBlank({ bytes }: Line): boolean {
  return bytes?.every((byte) => blanks.has(byte)) ?? false;
}
