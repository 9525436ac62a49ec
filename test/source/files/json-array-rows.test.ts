import { describe, expect, test } from 'vitest';
import { jsonArrayRows } from '../../../src/source/files/json-array-rows.ts';
import { drawFrom, type Draw } from '../draw.ts';

async function linesOf(text: string, chunkBytes = 1_000): Promise<unknown[]> {
  const bytes = Buffer.from(text);
  const chunks = (async function* () {
    for (let at = 0; at < bytes.length; at += chunkBytes)
      yield await Promise.resolve(bytes.subarray(at, at + chunkBytes));
  })();
  const lines = [];
  for await (const chunk of jsonArrayRows(chunks)) lines.push(chunk);
  const written = Buffer.concat(lines).toString('utf8');
  return written === ''
    ? []
    : written
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
}

describe('what is no whole array is told', () => {
  test.each([
    ['', 'was cut off'],
    ['[{"a": 1}, {"a"', 'was cut off'],
    ['{"data": []}', 'is not an array'],
    ['[1] [2]', 'has more behind the end'],
  ])('%j', async (text, problem) => {
    await expect(linesOf(text)).rejects.toThrow(problem);
  });
});

test.each([
  ['[]', []],
  [' [ ] \n', []],
  ['\ufeff[1,2]', [1, 2]],
  ['[\n {"a": "x\\n]},\\"["},\n\n {"b":\n [1,\n2]}\n]\n', [{ a: 'x\n]},"[' }, { b: [1, 2] }]],
])('an array becomes a line for each element: %j', async (text, rows) => {
  expect(await linesOf(text)).toEqual(rows);
});

function drawValue(draw: Draw, depth: number): unknown {
  const texts = ['', 'a', '"', '\\', '\\"', ']', '}{', ',', '\n', 'é漢', '\u0000'] as const;
  if (depth === 0) return draw.oneOf<unknown>(...texts, 7, null, true);
  const some = () => Array.from({ length: draw.between(0, 3) }, () => drawValue(draw, depth - 1));
  return draw.oneOf<unknown>(
    some(),
    Object.fromEntries(some().map((value, at) => [`k${at}"`, value])),
    draw.oneOf(...texts),
  );
}

test.each(Array.from({ length: 40 }, (_, seed) => [seed]))(
  'whatever stands in it and however it comes (seed %d)',
  async (seed) => {
    const draw = drawFrom(seed);
    const rows = Array.from({ length: draw.between(0, 8) }, () => drawValue(draw, 3));
    const text = JSON.stringify(rows, null, draw.oneOf<number | string>(0, 2, '\t'));
    expect(await linesOf(text, draw.between(1, 40))).toEqual(rows);
  },
);
