const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openings = new Set([0x7b, 0x5b]);
const closings = new Set([0x7d, 0x5d]);
const openBracket = 0x5b;
const newline = 0x0a;
const space = 0x20;
const byteOrderMark = [0xef, 0xbb, 0xbf];

/** What is wrong with a file that was to be an array of rows. */
export class JsonArrayProblem extends Error {}

/**
 * Turns a JSON array, as it streams in, into JSON Lines: cuts it between its elements, whose bytes stay as they are but
 * for line breaks between their tokens. The elements themselves are parsed where the lines are read.
 */
export async function* jsonArrayRows(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let depth = 0;
  let closed = false;
  let inString = false;
  let escaped = false;
  let elementBegun = false;
  let seen = 0;

  for await (const chunk of chunks) {
    // Elements are never longer than what comes in, but for the newlines that part them.
    const lines = Buffer.allocUnsafe(chunk.length + 1);
    let length = 0;
    for (const byte of chunk) {
      if (inString) {
        lines[length++] = byte;
        if (escaped) escaped = false;
        else if (byte === backslash) escaped = true;
        else if (byte === quote) inString = false;
        continue;
      }
      if (isBlank(byte)) {
        if (elementBegun) lines[length++] = space;
        continue;
      }
      if (depth === 0) {
        if (!closed && byte === byteOrderMark[seen]) seen += 1;
        else if (closed) throw new JsonArrayProblem('has more behind the end of its array');
        else if (byte === openBracket) depth = 1;
        else throw new JsonArrayProblem('is not an array of rows');
        continue;
      }
      if (depth === 1 && (byte === comma || closings.has(byte))) {
        if (elementBegun) lines[length++] = newline;
        elementBegun = false;
        if (byte !== comma) {
          depth = 0;
          closed = true;
        }
        continue;
      }
      elementBegun = true;
      lines[length++] = byte;
      if (byte === quote) inString = true;
      else if (openings.has(byte)) depth += 1;
      else if (closings.has(byte)) depth -= 1;
    }
    if (length > 0) yield lines.subarray(0, length);
  }
  if (!closed) throw new JsonArrayProblem('ends before its array does: it was cut off');
}

export function isBlank(byte: number): boolean {
  return byte === space || byte === newline || byte === 0x0d || byte === 0x09;
}
