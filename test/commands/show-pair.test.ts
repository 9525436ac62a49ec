import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { showFirstPair } from '../../src/commands/show-pair.ts';
import { configRows } from '../../src/preference/dataset-columns.ts';
import { scratchFolders } from '../dataset/scratch-folder.ts';
import { pairedRow } from '../preference/kept-rows.ts';

const scratchFolder = scratchFolders();
const [pair] = configRows(pairedRow('letters/0')).default;
let path: string;

beforeEach(async () => {
  path = join(await scratchFolder(), 'train.jsonl');
});

async function shown(content: string): Promise<string[]> {
  const lines: string[] = [];
  await writeFile(path, content);
  await showFirstPair(path, (line) => lines.push(line));
  return lines;
}

test('a dataset that is not there is an error', async () => {
  await expect(showFirstPair(path, () => undefined)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a dataset without a pair says where to look', async () => {
  expect(await shown('')).toEqual(['No row gave a pair: look at the reasons in "dropped".']);
});

test('the first pair of several is shown with its last question', async () => {
  const second = JSON.stringify({ ...pair, row_id: 'letters/1' });
  expect(await shown(`${JSON.stringify(pair)}\n${second}\n`)).toEqual([
    '\nOne pair, row letters/0:',
    '  asked     Name a tree.',
    '  chosen    c, rated 5: Birch.',
    '  rejected  a, rated 2: A cat.',
  ]);
});

test('a text is cut to what fits a screen, and a terminal obeys nothing in it', async () => {
  const chosen = [
    { content: '\u001b[2JWhy?', role: 'user' },
    { content: 'so '.repeat(1_000), role: 'assistant' },
  ];
  const lines = await shown(JSON.stringify({ ...pair, chosen, chosen_model: '\u001b]0;x\u0007c' }));
  expect(lines[1]).toBe('  asked     Why?');
  expect(lines[2]).toMatch(/^ {2}chosen {4}c, rated 5: so so .*…$/);
  for (const line of lines) expect(line.length).toBeLessThan(260);
});
