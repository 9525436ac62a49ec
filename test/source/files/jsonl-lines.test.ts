import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { readLines, type Line, type LineRange } from '../../../src/source/files/jsonl-lines.ts';
import { scratchFolders } from '../../storage/scratch-folder.ts';

const scratchFolder = scratchFolders();
let path: string;

beforeEach(async () => {
  path = join(await scratchFolder(), 'lines.jsonl');
});

async function linesOf(content: string | Buffer, range: Partial<LineRange> = {}): Promise<Line[]> {
  await writeFile(path, content);
  return await collect(range);
}

async function collect(range: Partial<LineRange> = {}): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of readLines(path, { byteStart: 0, firstLine: 1, mostBytes: 1_000, ...range })) {
    lines.push(line);
  }
  return lines;
}

function shown(lines: Line[]): [number, string | null][] {
  return lines.map(({ number, bytes }) => [number, bytes?.toString() ?? null]);
}

test.each([[''], ['\n'], ['\r\n\r\n'], [' \t\n\n  ']])('%j has no lines', async (content) => {
  expect(await linesOf(content)).toEqual([]);
});

test('a file that is not there is an error', async () => {
  await expect(collect()).rejects.toMatchObject({ code: 'ENOENT' });
});

test('blank lines are passed over and counted', async () => {
  expect(shown(await linesOf('\n{"a":1}\n \t\r\n\n{"b":2}\n\n'))).toEqual([
    [2, '{"a":1}\n'],
    [5, '{"b":2}\n'],
  ]);
});

test('the last line needs no newline', async () => {
  expect(shown(await linesOf('{"a":1}\n{"b":2}'))).toEqual([
    [1, '{"a":1}\n'],
    [2, '{"b":2}'],
  ]);
});

test('carriage returns and a byte order mark stay in their lines', async () => {
  expect(shown(await linesOf('\ufeff{"a":1}\r\n{"b":2}\r\n'))).toEqual([
    [1, '\ufeff{"a":1}\r\n'],
    [2, '{"b":2}\r\n'],
  ]);
});

describe('a line over the size', () => {
  test('is told without its bytes, the lines around it are whole', async () => {
    const lines = await linesOf(`{"a":1}\n${'x'.repeat(50)}\n{"b":2}\n`, { mostBytes: 20 });
    expect(shown(lines)).toEqual([
      [1, '{"a":1}\n'],
      [2, null],
      [3, '{"b":2}\n'],
    ]);
    expect(lines[1]).toMatchObject({ byteStart: 8, byteEnd: 59 });
  });

  test('begins one byte over it, the newline included', async () => {
    expect(shown(await linesOf('123456789\n', { mostBytes: 10 }))).toEqual([[1, '123456789\n']]);
    expect(shown(await linesOf('1234567890\n', { mostBytes: 10 }))).toEqual([[1, null]]);
  });

  test('at the end of a file without a newline is told too', async () => {
    expect(shown(await linesOf(`1\n${'x'.repeat(99)}`, { mostBytes: 10 }))).toEqual([
      [1, '1\n'],
      [2, null],
    ]);
  });

  test('is never held: 300 MB take a fraction of that', async () => {
    const size = 300_000_000;
    const file = await open(path, 'w');
    await file.truncate(size); // A hole: no disk is used.
    await file.write('\n{"b":2}\n', size);
    await file.close();
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const watching = setInterval(() => (most = Math.max(most, process.memoryUsage().arrayBuffers)), 5);
    const lines = await collect();
    clearInterval(watching);
    expect(shown(lines)).toEqual([
      [1, null],
      [2, '{"b":2}\n'],
    ]);
    expect(most - before).toBeLessThan(size / 2);
  }, 20_000);
});

test('characters that are split between two chunks of the stream come out whole', async () => {
  // A stream reads 64 KiB at a time: three bytes a character never divide that evenly.
  const text = `x${'漢'.repeat(100_000)}`;
  const [line] = await linesOf(`"${text}"\n`, { mostBytes: 1_000_000 });
  expect(JSON.parse(line!.bytes!.toString())).toBe(text);
});

test('a newline at the very end of a chunk ends its line', async () => {
  const first = `${'a'.repeat(65_535)}\n`;
  const lines = await linesOf(`${first}b\n`, { mostBytes: 100_000 });
  expect(shown(lines)).toEqual([
    [1, first],
    [2, 'b\n'],
  ]);
});

test('each reported place holds that line, and nothing else', async () => {
  const content = ['\ufeff"é"\r', '', '"漢字 🙂"', '   ', 'x'.repeat(70_000), '"last"'].join('\n');
  const lines = await linesOf(content, { mostBytes: 100_000 });
  const file = await readFile(path);
  expect(lines).toHaveLength(4);
  for (const { number, byteStart, byteEnd, bytes } of lines) {
    expect(file.subarray(byteStart, byteEnd)).toEqual(bytes);
    expect(await collect({ byteStart, byteEnd, firstLine: number, mostBytes: 100_000 })).toEqual([
      { number, byteStart, byteEnd, bytes },
    ]);
  }
});

test('an empty range has no lines', async () => {
  expect(await linesOf('1\n2\n', { byteStart: 2, byteEnd: 2 })).toEqual([]);
  expect(await collect({ byteStart: 4 })).toEqual([]);
});
