import { describe, expect, test } from 'vitest';
import { chooseFiles, convertedFilesByConfig, filesByConfig } from '../../../src/source/hub/choose-files.ts';
import { datasetCardSchema } from '../../../src/source/hub/dataset-card.schema.ts';

interface Asked {
  config?: string;
  split?: string;
  card?: object;
}

function choose(paths: string[], { config, split = 'train', card = {} }: Asked = {}) {
  const { configs } = datasetCardSchema.parse(card);
  return chooseFiles(filesByConfig(paths, { configs }), { config, split }, configs);
}

const twoConfigs = {
  configs: [
    { config_name: 'chat', data_files: [{ split: 'train', path: 'chat/*.jsonl' }] },
    {
      config_name: 'code',
      data_files: [
        { split: 'train', path: ['code/a-*.parquet', 'code/b.parquet'] },
        { split: 'held_out', path: './code/c.parquet' },
      ],
    },
  ],
};
const twoConfigFiles = ['chat/1.jsonl', 'code/a-1.parquet', 'code/b.parquet', 'code/c.parquet'];

describe('what is not there is told with what is', () => {
  test.each<[string[], Asked, string]>([
    [
      ['train.jsonl', 'test.jsonl'],
      { split: 'dev' },
      'source.split: there is no split "dev", only "train", "test"',
    ],
    [['train.jsonl'], { config: 'chat' }, 'source.config: there is no config "chat", only "default"'],
    [
      twoConfigFiles,
      { card: twoConfigs },
      'source.config: is missing, the dataset has several: "chat", "code"',
    ],
    [
      twoConfigFiles,
      { card: twoConfigs, config: 'maths' },
      'source.config: there is no config "maths", only "chat", "code"',
    ],
    [
      twoConfigFiles,
      { card: twoConfigs, config: 'code', split: 'test' },
      'source.split: there is no split "test" of config "code", only "train", "held_out"',
    ],
  ])('%j, %o', (paths, asked, problem) => {
    expect(choose(paths, asked)).toEqual({ problem });
  });
});

describe('files without a card have their splits by their names', () => {
  test.each<[string, string[], string, string[]]>([
    [
      'one file is train',
      ['CapybaraPure.jsonl', 'README.md', 'config.json'],
      'train',
      ['CapybaraPure.jsonl'],
    ],
    [
      'shards under data/ may have any split',
      ['data/train_sft-00001-of-00002.parquet', 'data/train_sft-00000-of-00002.parquet', 'data/x.parquet'],
      'train_sft',
      ['data/train_sft-00000-of-00002.parquet', 'data/train_sft-00001-of-00002.parquet'],
    ],
    ['a folder is called like a split', ['train/a.json', 'dev/b.json'], 'validation', ['dev/b.json']],
    ['a file is', ['my_train_file.jsonl', 'eval-1.jsonl'], 'test', ['eval-1.jsonl']],
    [
      'words within words count for nothing',
      ['trained.jsonl', 'contest.jsonl'],
      'train',
      ['contest.jsonl', 'trained.jsonl'],
    ],
    ['hidden and private files are none', ['.cache/a.jsonl', '__x/b.jsonl', 'c.jsonl'], 'train', ['c.jsonl']],
    ['Parquet comes before JSON', ['train.jsonl', 'train.parquet'], 'train', ['train.parquet']],
  ])('%s', (_what, paths, split, chosen) => {
    expect(choose(paths, { split })).toEqual({ config: 'default', split, paths: chosen });
  });
});

describe('files with a card have the splits it gives them', () => {
  test.each<[Asked, string, string[]]>([
    [{ card: twoConfigs, config: 'code' }, 'code', ['code/a-1.parquet', 'code/b.parquet']],
    [{ card: twoConfigs, config: 'code', split: 'held_out' }, 'code', ['code/c.parquet']],
    [
      { card: { configs: [{ config_name: 'all', data_files: 'code/*' }] } },
      'all',
      ['code/a-1.parquet', 'code/b.parquet', 'code/c.parquet'],
    ],
    [{ card: { configs: [{ config_name: 'in', data_dir: 'chat' }] } }, 'in', ['chat/1.jsonl']],
    [
      {
        card: { configs: [...twoConfigs.configs, { config_name: 'usual', data_dir: 'chat', default: true }] },
      },
      'usual',
      ['chat/1.jsonl'],
    ],
    [
      { card: { configs: 'nonsense', license: 7 } },
      'default',
      ['code/a-1.parquet', 'code/b.parquet', 'code/c.parquet'],
    ],
  ])('%#', (asked, config, paths) => {
    expect(choose(twoConfigFiles, asked)).toEqual({ config, split: asked.split ?? 'train', paths });
  });
});

test('converted files stand in folders of their config and split', () => {
  const configs = convertedFilesByConfig([
    'a/train/0001.parquet',
    'a/train/0000.parquet',
    'b/partial-test/0000.parquet',
    'x',
  ]);
  expect(chooseFiles(configs, { config: 'a', split: 'train' }, [])).toEqual({
    config: 'a',
    split: 'train',
    paths: ['a/train/0000.parquet', 'a/train/0001.parquet'],
  });
  expect(chooseFiles(configs, { config: 'b', split: 'test' }, [])).toMatchObject({
    paths: ['b/partial-test/0000.parquet'],
  });
});
