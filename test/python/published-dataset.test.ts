import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { deltaRow, pairedRow, tiedRow, toolRow, unreadableRow } from '../preference/kept-rows.ts';
import { publishRows } from '../output/publish-rows.ts';
import { keptScratchFolders } from '../storage/scratch-folder.ts';
import { loadConfigs, renderTools, viewWithTrl, type LoadedConfig } from './describe-dataset.ts';
import { capybaraPreferences, documentedFeatures } from './documented-features.ts';
import { lateRows } from './late-rows.ts';

const scratchFolder = keptScratchFolders();
const rows = [
  pairedRow('garden/0'),
  tiedRow('garden/1'),
  unreadableRow('garden/2'),
  pairedRow('garden/3'),
  tiedRow('garden/4'),
];
const counts = { default: 2, trl: 2, kto: 8, candidates: 4, dropped: 3 };
const jury = { judges: [{ model: 'simulated/strict', orders: 2 }] };

function featuresOf(configs: Record<string, LoadedConfig>) {
  return Object.fromEntries(Object.entries(configs).map(([config, { features }]) => [config, features]));
}

function rowsOf(configs: Record<string, LoadedConfig>) {
  return Object.fromEntries(Object.entries(configs).map(([config, { rows: count }]) => [config, count]));
}

const lastCandidates = {
  rationales: [null, 'No tree.'],
  disagreement: 0.5,
  judgements: [{ ratings: [null, 1], types: [null, [1, 2]], type_rationales: [null, 'Of a kind.'] }],
  judge_losses: ['Llm.Timeout: late'],
};

describe('a config without rows', () => {
  test.each([[['parquet']], [['jsonl']]])('as %s still has its columns', async (formats) => {
    const folder = await scratchFolder();
    await publishRows(folder, [unreadableRow('garden/0')], {
      settings: { output: { path: 'out/letters', formats } },
    });
    const configs = await loadConfigs(folder);
    expect(featuresOf(configs)).toEqual(documentedFeatures('int64'));
    expect(rowsOf(configs)).toEqual({ default: 0, trl: 0, kto: 0, candidates: 0, dropped: 1 });
  });
});

describe('types that only the last of 66,000 rows shows', () => {
  // Behind the megabytes from which `datasets` tells the types of JSON lines.
  const count = 66_000;
  let folder: string;

  beforeAll(async () => {
    folder = await scratchFolder();
    await publishRows(folder, lateRows(count), { settings: jury, rowsInPart: 5_000 });
    const { size } = await stat(join(folder, 'jsonl/default/train-00000-of-00001.jsonl'));
    expect(size).toBeGreaterThan(20_000_000);
  });

  test.each([
    ['Parquet', ''],
    ['JSON lines', 'jsonl'],
  ])('load from %s', async (_format, within) => {
    const configs = await loadConfigs(join(folder, within));
    expect(featuresOf(configs)).toEqual(documentedFeatures('float64'));
    expect(rowsOf(configs)).toMatchObject({ default: count, trl: count, candidates: count });
    expect(configs['default']?.first).toMatchObject({ chosen_rating: 4, row_id: 'garden/0' });
    expect(configs['default']?.last).toMatchObject({ chosen_rating: 4.5, rejected_rating: 1.25 });
    expect(configs['candidates']?.first).toMatchObject({
      disagreement: null,
      judgements: [],
      losses: ['', ''],
    });
    expect(configs['candidates']?.last).toMatchObject({ row_id: `garden/${count - 1}`, ...lastCandidates });
  });
});

test.each([
  ['Parquet', ''],
  ['JSON lines', 'jsonl'],
])('lists that hold nulls alone until the last row load from %s', async (_format, within) => {
  const folder = await scratchFolder();
  await publishRows(folder, lateRows(1_000, 'unrated'), { settings: jury, rowsInPart: 500 });
  const { candidates } = await loadConfigs(join(folder, within));
  expect(candidates?.features).toEqual(documentedFeatures('float64')['candidates']);
  expect(candidates).toMatchObject({
    rows: 1_000,
    first: { ratings: [null, null], rationales: [null, null], chosen_index: null },
    last: { ratings: [1.25, 4.5], chosen_index: 1, ...lastCandidates },
  });
});

describe('the folder of a run', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await scratchFolder();
    await publishRows(folder, rows, { workflowId: 'letters: "a"\n---\nconfigs: []\u2028\ufffe\ud800 # *' });
  });

  test.each([
    ['itself, from Parquet', ''],
    ['and its JSON lines', 'jsonl'],
  ])('%s, loads with every config, each row once', async (_case, within) => {
    const configs = await loadConfigs(join(folder, within));
    expect(featuresOf(configs)).toEqual(documentedFeatures('int64'));
    expect(rowsOf(configs)).toEqual(counts);
    expect(configs['default']?.first).toMatchObject({
      source: 'garden',
      chosen_rating: 5,
      rejected_model: 'a',
      row_id: 'garden/0',
    });
  });

  test('begins with the columns of argilla/Capybara-Preferences, in its order and with its types', async () => {
    const { default: pairs } = await loadConfigs(folder);
    expect(pairs?.features.slice(0, 7)).toEqual(capybaraPreferences);
  });

  test('is taken by TRL, which finds the prompt of `trl` in `default`', async () => {
    const { rendered, ...view } = await viewWithTrl(folder);
    expect(view).toEqual({
      conversational: { default: true, trl: true, kto: true },
      extracted_equals_trl: [true, true],
      trl_needs_no_extraction: true,
      kto_needs_no_unpairing: true,
      unpaired_rows: 4,
    });
    const prompt = '<system>You know trees.</system><user>Name a tree.</user><assistant>';
    expect(rendered).toEqual({
      default: { chosen: `${prompt}Birch.</assistant>`, rejected: `${prompt}A cat.</assistant>` },
      trl: { prompt, chosen: 'Birch.</assistant>', rejected: 'A cat.</assistant>' },
      kto: { prompt, completion: 'A cat.</assistant>', label: false },
    });
  });
});

test.each([
  ['Parquet', ''],
  ['JSON lines', 'jsonl'],
])(
  'calls of tools, among rows without any, reach a chat template through TRL, from %s',
  async (_format, within) => {
    const folder = await scratchFolder();
    const mixed = [pairedRow('garden/0'), toolRow('garden/1'), pairedRow('garden/2')];
    await publishRows(folder, mixed);
    const { trl, kto, default: plain } = await renderTools(join(folder, within));
    const before =
      '<tools>[{"type": "function", "function": {"name": "height", "parameters": {"type": "object", "properties": {}}}}]</tools>' +
      '<user>How high is an oak, and a birch?</user><assistant><call>height {"tree":"oak"}</call></assistant>' +
      '<tool>30</tool>';
    const called = `${before}<assistant><call>height {"tree":"birch"}</call></assistant>`;
    const said = `${before}<assistant>30.</assistant>`;
    const tree = '<system>You know trees.</system><user>Name a tree.</user>';
    expect(trl).toEqual([
      { chosen: `${tree}<assistant>Birch.</assistant>`, rejected: `${tree}<assistant>A cat.</assistant>` },
      { chosen: called, rejected: said },
      { chosen: `${tree}<assistant>Birch.</assistant>`, rejected: `${tree}<assistant>A cat.</assistant>` },
    ]);
    expect(kto.slice(2, 4)).toEqual([said, called]);
    expect(plain).toBe(2);
  },
);

test('ratings that are means of several judgements load as fractions', async () => {
  const folder = await scratchFolder();
  await publishRows(folder, rows, { settings: jury });
  expect(featuresOf(await loadConfigs(folder))).toEqual(documentedFeatures('float64'));
});

test.each([[['parquet']], [['jsonl']]])(
  'a dataset in several files, as %s, loads in its order',
  async (formats) => {
    const folder = await scratchFolder();
    await publishRows(folder, lateRows(300), {
      settings: { ...jury, output: { path: 'out/letters', formats } },
      sizes: { fileBytes: 20_000, rowGroupBytes: 5_000 },
    });
    const { default: pairs } = await loadConfigs(folder);
    expect(pairs).toMatchObject({ rows: 300, first: { row_id: 'garden/0' }, last: { row_id: 'garden/299' } });
  },
);

describe.each([
  ['Parquet', ''],
  ['JSON lines', 'jsonl'],
])('from %s', (_format, within) => {
  test.each(['delta', 'both'] as const)(
    'pairs of a run by `%s`, with null ratings, load and reach TRL',
    async (signal) => {
      const folder = await scratchFolder();
      await publishRows(
        folder,
        ['garden/0', 'garden/1'].map((id) => deltaRow(id, signal)),
        {
          settings: {
            generators: [
              { model: 'simulated/a', tier: 'weak' },
              { model: 'simulated/b' },
              { model: 'simulated/c', tier: 'strong' },
            ],
            pairing: { signal },
          },
        },
      );
      const configs = await loadConfigs(join(folder, within));
      const isBoth = signal === 'both';
      const told = { name: 'signal', dtype: 'string' };
      const documented = documentedFeatures(isBoth ? 'int64' : 'float64');
      expect(configs['default']?.features).toEqual([...(documented['default'] ?? []), told]);
      expect(configs['trl']?.features).toEqual([...(documented['trl'] ?? []), told]);
      expect(rowsOf(configs)).toMatchObject({ default: isBoth ? 4 : 2, trl: isBoth ? 4 : 2, kto: 4 });
      expect(configs['default']?.last).toMatchObject({
        signal: 'delta',
        chosen_rating: isBoth ? 5 : null,
        rejected_rating: isBoth ? 2 : null,
      });
      expect(configs['default']?.first).toMatchObject({ signal: isBoth ? 'judged' : 'delta' });
      expect(configs['kto']?.last).toMatchObject({ label: true, rating: isBoth ? 5 : null });
      const view = await viewWithTrl(join(folder, within));
      expect(view.conversational).toEqual({ default: true, trl: true, kto: true });
      expect(view.extracted_equals_trl.every(Boolean)).toBe(true);
    },
  );
});

test.each([
  ['Parquet', ''],
  ['JSON lines', 'jsonl'],
])('thoughts in a field of answers load with their column, from %s', async (_format, within) => {
  const folder = await scratchFolder();
  const row = pairedRow('garden/0');
  const thoughts = { reasonings: ['', '', 'A tree.'], reasoning_tokens: [0, 0, 2] };
  await publishRows(
    folder,
    [{ ...row, columns: row.columns && { ...row.columns, ...thoughts } }, pairedRow('garden/1')],
    {
      settings: { output: { path: 'out/letters', reasoning: 'field' } },
    },
  );
  const { trl, kto, candidates } = await loadConfigs(join(folder, within));
  expect(trl?.first).toMatchObject({
    chosen: [{ content: 'Birch.', role: 'assistant', reasoning_content: 'A tree.' }],
    rejected: [{ content: 'A cat.', role: 'assistant', reasoning_content: '' }],
  });
  expect(trl?.last).toMatchObject({ chosen: [{ reasoning_content: '' }] });
  expect(Object.keys((trl?.first?.['prompt'] as object[])[0] ?? {})).toEqual(['content', 'role']);
  expect(kto?.last).toMatchObject({ completion: [{ reasoning_content: '' }] });
  expect(candidates?.first).toMatchObject(thoughts);
});
