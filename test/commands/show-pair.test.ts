import { beforeEach, expect, test } from 'vitest';
import { showFirstPair } from '../../src/commands/show-pair.ts';
import type { KeptRow } from '../../src/preference/keep-columns.ts';
import { localFolder } from '../../src/storage/local-folder.ts';
import { publishRows } from '../output/publish-rows.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';
import { pairedRow, tiedRow, unreadableRow } from '../preference/kept-rows.ts';

const scratchFolder = scratchFolders();
let folder: string;

beforeEach(async () => {
  folder = await scratchFolder();
});

async function shown(rows: readonly KeptRow[], formats = ['parquet']): Promise<string[]> {
  const lines: string[] = [];
  await publishRows(folder, rows, { settings: { output: { path: 'out/letters', formats } } });
  await showFirstPair(localFolder(folder), (line) => lines.push(line));
  return lines;
}

test('a dataset that is not there is an error', async () => {
  await expect(showFirstPair(localFolder(folder), () => undefined)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a dataset without a pair says where to look', async () => {
  expect(await shown([unreadableRow('letters/0')])).toEqual([
    'No row gave a pair: look at the reasons in "dropped".',
  ]);
});

test.each([[['parquet']], [['jsonl']], [['jsonl', 'parquet']]])(
  'the first pair of several, written as %j, is shown with its last question',
  async (formats) => {
    expect(
      await shown([tiedRow('letters/0'), pairedRow('letters/1'), pairedRow('letters/2')], formats),
    ).toEqual([
      '\nOne pair, row letters/1:',
      '  asked     Name a tree.',
      '  chosen    c, rated 5: Birch.',
      '  rejected  a, rated 2: A cat.',
    ]);
  },
);

test('a text is cut to what fits a screen, and a terminal obeys nothing in it', async () => {
  const row = pairedRow('letters/0');
  const columns = {
    ...row.columns!,
    messages: [{ content: '\u001b[2JWhy?', role: 'user' as const }],
    generations: ['A cat.', null, 'so '.repeat(1_000)],
    generation_models: ['a', 'b', '\u001b]0;x\u0007c'],
  };
  const lines = await shown([{ ...row, columns }]);
  expect(lines[1]).toBe('  asked     Why?');
  expect(lines[2]).toMatch(/^ {2}chosen {4}c, rated 5: so so .*…$/);
  for (const line of lines) expect(line.length).toBeLessThan(260);
});
