import { describe, expect, test } from 'vitest';
import { datasetCard } from '../../../src/output/card/dataset-card.ts';
import type { DescribedConfig, DescribedDataset } from '../../../src/output/card/described-dataset.ts';
import { jsonlCard } from '../../../src/output/card/jsonl-card.ts';
import { columnTypes } from '../../../src/preference/column-types.ts';
import { configNames, type ConfigName } from '../../../src/preference/config-features.ts';
import { QualityTally } from '../../../src/output/report/quality-tally.ts';
import { runInput } from '../../source/run-settings.ts';

function config(name: ConfigName, changes: Partial<DescribedConfig> = {}): DescribedConfig {
  return {
    config: name,
    types: columnTypes(name, 'int64'),
    rows: 3,
    splits: [{ split: 'train', rows: 3, bytesInMemory: 100.125 }],
    files: [
      { format: 'parquet', split: 'train', path: `${name}/train-00000-of-00002.parquet`, bytes: 40 },
      { format: 'parquet', split: 'train', path: `${name}/train-00001-of-00002.parquet`, bytes: 20 },
      { format: 'jsonl', split: 'train', path: `jsonl/${name}/train-00000-of-00001.jsonl`, bytes: 200 },
    ],
    ...changes,
  };
}

function described(changes: Partial<DescribedDataset> = {}): DescribedDataset {
  const tally = new QualityTally({ seed: 1 });
  tally.addDropped({ reason: 'Pair.Tie' });
  return {
    title: 'letters',
    source: 'letters.jsonl',
    license: undefined,
    input: runInput({ generators: [{ model: 'openai/gpt-4.1-mini' }], judges: [{ model: 'acme/strict' }] }),
    simulated: false,
    partial: null,
    lossyModels: [],
    configs: configNames.map((name) => config(name)),
    quality: tally.numbers({
      usage: { 'acme/strict': { calls: 3, promptTokens: 1_200, completionTokens: 30 } },
    }),
    ...changes,
  };
}

function headerOf(card: string): string {
  const [, header = ''] = card.split('---\n');
  return header;
}

describe('what others wrote takes no effect', () => {
  const hostile = '</code>\n---\n# Big | [x](https://b.example) `y` <img src=x onerror=alert(1)>';

  test.each<[string, Partial<DescribedDataset>]>([
    ['the title', { title: hostile }],
    ['the source', { source: hostile }],
    ['why a run ended', { partial: hostile }],
    [
      'a model',
      {
        input: runInput({
          generators: [{ model: 'a/b', name: hostile }],
          judges: [{ model: 'a/j', name: hostile }],
        }),
      },
    ],
    ['a system prompt', { input: runInput({ generators: [{ model: 'a/b', systemPrompt: hostile }] }) }],
  ])('as %s', (_case, changes) => {
    const card = datasetCard(described(changes));
    expect(card).toContain('onerror');
    const outsideCode = card
      .slice(card.indexOf('\n---\n'))
      .replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '')
      .split('\n');
    expect(outsideCode.filter((line) => line.includes('onerror'))).toEqual([]);
    expect(card.match(/^---$/gm)).toHaveLength(2);
    expect(card.match(/^# /gm)).toHaveLength(1);
  });
});

test('a simulated dataset says so first, in its title, its tags and a warning', () => {
  const card = datasetCard(described({ simulated: true }));
  expect(card).toContain('# Simulated: `letters`\n\n> [!WARNING]\n> **Simulated: not for training.**');
  expect(headerOf(card)).toContain('tags:\n- simulated\n');
  expect(datasetCard(described())).not.toMatch(/simulated/i);
});

test('a dataset of a run that ended early says so, and why', () => {
  expect(datasetCard(described({ partial: 'too many rows failed' }))).toContain(
    '> **Partial.** The run ended before its last row: `too many rows failed`',
  );
});

test('a judge that rates its own family is named with the candidate', () => {
  const input = runInput({
    generators: [{ model: 'openai/gpt-4.1-mini' }],
    judges: [{ model: 'openai/gpt-4.1' }],
  });
  expect(datasetCard(described({ input }))).toContain(
    '> - judge `gpt-4.1` rates candidate `gpt-4.1-mini`: both `OpenAI GPT`',
  );
  expect(datasetCard(described())).not.toContain('own family');
});

test('the header names the Parquet files of each config, and none else', () => {
  const header = headerOf(datasetCard(described()));
  expect(header).toContain(
    'configs:\n- config_name: default\n  data_files:\n  - split: train\n    path: "default/train-*.parquet"\n- config_name: trl\n',
  );
  expect(header).not.toContain('jsonl');
});

test('where there is no Parquet, the header names the JSON lines', () => {
  const [, , lines] = config('default').files;
  const card = datasetCard(described({ configs: [config('default', { files: [lines!] })] }));
  expect(headerOf(card)).toContain('path: "jsonl/default/train-*.jsonl"');
});

test('a test split stands beside the other, with its own files and sizes', () => {
  const { files } = config('default');
  const test = {
    format: 'parquet',
    split: 'test',
    path: 'default/test-00000-of-00001.parquet',
    bytes: 7,
  } as const;
  const both = config('default', {
    splits: [
      { split: 'train', rows: 3, bytesInMemory: 100.125 },
      { split: 'test', rows: 1, bytesInMemory: 30.5 },
    ],
    files: [...files, test],
  });
  const card = datasetCard(
    described({
      input: runInput({ output: { path: 'out/letters', test: 0.07 } }),
      configs: [both, config('trl')],
    }),
  );
  expect(headerOf(card)).toContain(`- config_name: default
  data_files:
  - split: train
    path: "default/train-*.parquet"
  - split: test
    path: "default/test-*.parquet"
- config_name: trl
  data_files:
  - split: train
    path: "trl/train-*.parquet"
`);
  expect(headerOf(card)).toContain(`  splits:
  - name: train
    num_bytes: 101
    num_examples: 3
  - name: test
    num_bytes: 31
    num_examples: 1
  download_size: 67
  dataset_size: 132
`);
  expect(card).toContain('| 3 train, 1 test |');
  expect(card).toContain('`test` holds 7 % of the conversations, each whole');
  expect(card).not.toContain('eval_dataset');
  const all = datasetCard(described({ configs: [{ ...both, config: 'trl' }] }));
  expect(all).toContain('eval_dataset=load_dataset(path, "trl", split="test")');
});

test('the JSON lines have a card beside them, with the same columns', () => {
  const [main, beside] = [datasetCard(described()), jsonlCard(described())].map(headerOf);
  const features = (header = '') => header.match(/ {2}features:\n(?: .*\n| {2}- .*\n)+/g);
  expect(beside).toContain('path: "default/train-*.jsonl"');
  expect(features(beside)?.length).toBe(configNames.length);
  expect(beside).toContain('download_size: 200\n');
  expect(main).toContain('download_size: 60\n');
});

test('each config has its columns and counts in the header', () => {
  expect(headerOf(datasetCard(described({ configs: [config('kto')] })))).toContain(`dataset_info:
- config_name: kto
  features:
  - name: prompt
    list:
    - name: content
      dtype: string
    - name: role
      dtype: string
  - name: completion
    list:
    - name: content
      dtype: string
    - name: role
      dtype: string
  - name: label
    dtype: bool
  - name: rating
    dtype: int64
  - name: model
    dtype: string
  - name: row_id
    dtype: string
  splits:
  - name: train
    num_bytes: 101
    num_examples: 3
  download_size: 60
  dataset_size: 101
`);
});

test('a config without rows is named, with the way to load it', () => {
  const configs = [config('default', { rows: 0 }), config('dropped')];
  expect(datasetCard(described({ configs }))).toContain(
    'Without rows: `default`. `load_dataset` takes these',
  );
  expect(datasetCard(described())).not.toContain('Without rows');
});

test.each([
  [
    'a licence that is known',
    'cc-by-4.0',
    '## Licence\n\n`cc-by-4.0`, for the conversations.',
    'license: cc-by-4.0\n',
  ],
  ['no licence', undefined, '## Licence\n\nNot stated: ask who made `letters.jsonl`', undefined],
])('%s is said in the text and the header', (_case, license, text, header) => {
  const card = datasetCard(described({ license }));
  expect(card).toContain(text);
  if (header === undefined) expect(headerOf(card)).not.toContain('license');
  else expect(headerOf(card)).toContain(header);
});

test('settings, drops, calls and tokens are told', () => {
  const card = datasetCard(described());
  expect(card).toContain('| `gpt-4.1-mini` | `openai/gpt-4.1-mini` | the provider’s |');
  expect(card).toContain('| `strict` | `acme/strict` | overall-rating | 1 | 0 | 1 |');
  expect(card).toContain('`label` is true from a rating of 4, false up to 2');
  expect(card).toContain('| `Pair.Tie` | 1 |');
  expect(card).toContain('| `acme/strict` | 3 | 1,200 | 30 | – |');
});

test('the same dataset gives the same card', () => {
  expect(datasetCard(described())).toBe(datasetCard(described()));
});
