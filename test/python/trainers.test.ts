import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openMeter } from '../../src/activities/token-activities.ts';
import type { QualityNumbers } from '../../src/output/report/quality-tally.ts';
import { seededRandom } from '../../src/preference/seeded-random.ts';
import { DataDirectory } from '../../src/storage/data-directory.ts';
import { keepColumns, type KeptRow } from '../../src/preference/keep-columns.ts';
import { publishRows } from '../output/publish-rows.ts';
import { answer } from '../preference/candidates.ts';
import { unreadableRow } from '../preference/kept-rows.ts';
import { keptScratchFolders } from '../storage/scratch-folder.ts';
import { writeSmallTokenizer } from '../tokenizers/small-tokenizer.ts';
import { fitOf, furtherConfigs, loadSplits, otherLoaders } from './train-on.ts';

const scratchFolder = keptScratchFolders();
/** Ratings are means. */
const jury = { judges: [{ model: 'simulated/strict', orders: 2 }] };
let tokenizer: string;

beforeAll(async () => {
  tokenizer = await scratchFolder();
  await writeSmallTokenizer(tokenizer);
});

/** A pair about a tree, with an answer between. */
function ratedRow(row: number, tree: string): KeptRow {
  const prompt = [{ role: 'user' as const, content: `What is ${tree} number ${row}?` }];
  return keepColumns({
    conversation: { rowId: `garden/${row}`, source: 'garden', messages: prompt },
    prompt,
    candidates: [
      answer('a', 'A tree of the wood.'),
      answer('b', 'A cat.'),
      answer('c', 'A thing that grows.'),
    ],
    judgements: [],
    judgeLosses: [],
    calls: [],
    combined: { ratings: [4.5, 1, 3], judges: [], disagreement: null },
    outcome: { chosen: 0, rejected: 1 },
  });
}

const noHub = { endpoint: 'http://127.0.0.1:9', token: undefined, cacheDirectory: '/nowhere' };

const words = [
  'the',
  'tree',
  ' grows\n\n',
  'größer',
  '樹木',
  'дерево',
  '🌳',
  '.\n',
  'and the other',
  '<|im_end|>',
];

/** Conversations of all lengths around 1,024 tokens, each with a pair and an answer between. */
function longRows(count: number): KeptRow[] {
  const random = seededRandom(7);
  const text = (most: number) =>
    Array.from(
      { length: 1 + Math.floor(random() * most) },
      () => words[Math.floor(random() * words.length)],
    ).join(' ');
  return Array.from({ length: count }, (_, row) => {
    const { columns, ...kept } = ratedRow(row, 'an oak');
    const messages = [
      { role: 'system' as const, content: text(20) },
      { role: 'user' as const, content: text(60) },
      { role: 'assistant' as const, content: text(60) },
      { role: 'user' as const, content: text(160) },
    ];
    return { ...kept, columns: { ...columns!, messages, generations: [text(100), text(60), text(60)] } };
  });
}

describe.each([
  ['Parquet', ''],
  ['JSON lines', 'jsonl'],
])('every config of `output.configs`, from %s,', (_format, within) => {
  test('is what its trainer takes', async () => {
    const folder = await scratchFolder();
    const configs = ['prompts', 'ranked', 'tpo', 'messages', 'margin'];
    await publishRows(folder, [ratedRow(0, 'an oak'), unreadableRow('garden/1'), ratedRow(2, 'a birch')], {
      settings: { ...jury, output: { path: 'out/letters', configs } },
    });
    const asked = ['What is an oak number 0?', 'What is a birch number 2?'];
    const prompts = asked.map((text) => `<|im_start|>user\n${text}<|im_end|>\n<|im_start|>assistant\n`);
    const ended = (text: string) => `${text}<|im_end|>\n`;
    const best = ended('A tree of the wood.');
    const worst = ended('A cat.');
    const middle = ended('A thing that grows.');
    const messages = (text: string) =>
      asked.map((content) => [
        { content, role: 'user' },
        { content: text, role: 'assistant' },
      ]);
    const [chosen, rejected] = [messages('A tree of the wood.'), messages('A cat.')];
    expect(await furtherConfigs(join(folder, within), tokenizer)).toEqual({
      prompts,
      margin: [3.5, 3.5],
      reward: prompts.map((prompt) => ({ chosen: prompt + best, rejected: prompt + worst })),
      tpo: prompts.map((prompt) => ({ prompt, reference: best, chosen: middle, rejected: worst })),
      messages: prompts.map((prompt) => prompt + best),
      ranked: [0, 1].map((row) => ({ two: true, tie: false, chosen: chosen[row], rejected: rejected[row] })),
    });
  });
});

test.each([
  ['Parquet', ''],
  ['JSON lines', 'jsonl'],
])(
  'a test split loads from %s beside the rest, the same conversations in every config',
  async (_format, within) => {
    const folder = await scratchFolder();
    const rows = Array.from({ length: 60 }, (_, row) => ratedRow(row, 'an oak'));
    await publishRows(folder, [...rows, unreadableRow('garden/60')], {
      settings: { ...jury, output: { path: 'out/letters', test: 0.2, configs: ['prompts'] } },
    });
    const { dropped, ...others } = await loadSplits(join(folder, within), tokenizer);
    expect(dropped).toEqual({ train: ['garden/60'] });
    const held = new Set(others['trl']?.['test']);
    expect(held.size).toBeGreaterThan(2);
    expect(held.size).toBeLessThan(25);
    expect(Object.keys(others)).toEqual(['default', 'trl', 'kto', 'candidates', 'prompts']);
    for (const splits of Object.values(others)) {
      expect(new Set(splits['test'])).toEqual(held);
      expect(new Set(splits['train'])).toEqual(
        new Set(rows.map(({ rowId }) => rowId).filter((rowId) => !held.has(rowId))),
      );
    }
  },
);

describe.each([
  ['that begins nothing of its own', {}],
  ['that begins each text', { beginning: true }],
])('with a tokenizer %s', (_kind, settings) => {
  test('the rows that trainers drop and cut are counted as TRL does, in every script', async () => {
    const folder = await scratchFolder();
    const beside = await scratchFolder();
    await writeSmallTokenizer(beside, settings);
    const places = { directory: new DataDirectory(beside), hub: noHub };
    const meter = await openMeter(places, 'tokenizer.json');
    await publishRows(folder, longRows(100), {
      settings: { ...jury, output: { path: 'out/letters', tokenizer: 'tokenizer.json' } },
      meter,
    });
    const manifest = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')) as {
      quality: QualityNumbers;
    };
    const { CPO, ORPO, ...others } = await fitOf(folder, beside);
    expect(CPO).toEqual(ORPO);
    const byTrl = Object.entries({ ...others, 'ORPO and CPO': ORPO! }).map(
      ([trainer, { longest, ...numbers }]) => ({
        trainer,
        config: trainer === 'KTO' ? 'kto' : 'trl',
        ...numbers,
        keepsAlmostAll: longest[Math.ceil(longest.length * 0.99) - 1],
      }),
    );
    expect(manifest.quality.fit).toEqual(byTrl);
    for (const { dropped } of byTrl) expect(dropped).toBeGreaterThan(2);
    expect(byTrl[0]?.truncated).toBeGreaterThan(2);
    expect(await readFile(join(folder, 'README.md'), 'utf8')).toContain(
      `DPOConfig("dpo", max_length=${byTrl[0]?.keepsAlmostAll})`,
    );
  });
});

test('Axolotl, LLaMA-Factory and OpenRLHF read the same pairs, set up as the docs say', async () => {
  const folder = await scratchFolder();
  await publishRows(folder, [ratedRow(0, 'an oak')], { settings: jury });
  const content = 'What is an oak number 0?';
  const prompt = `<|im_start|>user\n${content}<|im_end|>\n<|im_start|>assistant\n`;
  const [best, worst] = ['A tree of the wood.', 'A cat.'];
  const { axolotl, llamafactory, openrlhf } = await otherLoaders(folder, tokenizer);
  const rendered = [{ prompt, chosen: `${best}<|im_end|>`, rejected: `${worst}<|im_end|>` }];
  expect(axolotl).toEqual([rendered, rendered]);
  expect(llamafactory).toEqual([
    {
      prompt: [{ role: 'user', content }],
      response: [
        { role: 'assistant', content: best },
        { role: 'assistant', content: worst },
      ],
      system: '',
    },
  ]);
  const read = [[prompt, `${best}<|im_end|>\n`, `${worst}<|im_end|>\n`, 0]];
  if (openrlhf) expect(openrlhf).toEqual([read, read]);
});
