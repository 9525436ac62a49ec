import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { planDataset } from '../../../src/activities/plan-dataset.ts';
import type { DatasetPlan, LoadedRow, Shard } from '../../../src/contract/run.ts';
import { loadShard } from '../../../src/source/load-shard.ts';
import { contextOf, planShards } from '../../../src/source/plan-shards.ts';
import { openRowChecks } from '../../../src/source/selection/row-checks.ts';
import { readSeen } from '../../../src/source/selection/seen-conversations.ts';
import type { SourceAccess } from '../../../src/source/source-access.ts';
import { listSourceFiles, openSourceFile } from '../../../src/source/source-files.ts';
import { localFolder } from '../../../src/storage/local-folder.ts';
import { planningAccess } from '../../activities/planning-access.ts';
import { capybaraParquet } from '../../output/parquet-rows.ts';
import { scratchFolders } from '../../storage/scratch-folder.ts';
import { sourceAccess } from '../source-access.ts';

const scratchFolder = scratchFolders();
let root: string;
let access: SourceAccess;

beforeEach(async () => {
  root = await scratchFolder();
  access = sourceAccess(root);
});

type Plan = Omit<DatasetPlan, 'searchAttributes'>;

const talk = (topic: string, response = 'Well.') => ({ conversation: [{ input: topic, output: response }] });
const jsonl = (rows: unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

async function plan(settings: Record<string, unknown>): Promise<Plan> {
  const input = {
    source: { path: 'letters.jsonl' },
    generators: [{ model: 'simulated/terse' }],
    judges: [{ model: 'simulated/strict' }],
    output: { path: 'out' },
    ...settings,
  };
  const run = { workflowId: 'letters', runId: 'run-1' };
  const models = { problemWith: () => undefined, priceOf: () => undefined };
  return await planDataset({ run, input }, access, models, planningAccess(access));
}

/** Plans to the end, as the activity does, each page twice: an attempt that was lost changes nothing. */
async function planAll({ input, source, planned }: Plan): Promise<Shard[]> {
  const shards = [...planned.shards];
  for (let { next } = planned; next;) {
    const files = await listSourceFiles(access, source);
    const page = async (cursor: NonNullable<typeof next>) => {
      const seen = await readSeen(localFolder(join(root, 'out')), input.rows, cursor.page);
      const open = (file: Shard['file']) => openSourceFile(access, source, file);
      const check = await openRowChecks(access, input.rows);
      const planned = await planShards({ source, files, open }, input, cursor, seen, check);
      await seen?.keep(localFolder(join(root, 'out')), cursor.page);
      return planned;
    };
    const lost = await page(next);
    const again = await page(next);
    expect(again).toEqual(lost);
    shards.push(...again.shards);
    next = again.next;
  }
  return shards;
}

async function loadAll(plan: Plan): Promise<LoadedRow[]> {
  const { source, input } = plan;
  const rows: LoadedRow[] = [];
  const shards = await planAll(plan);
  // As workers do: several at a time.
  for (let first = 0; first < shards.length; first += 50) {
    const some = shards.slice(first, first + 50);
    const loaded = await Promise.all(
      some.map(async (shard) => {
        const reader = await openSourceFile(access, source, shard.file);
        const check = await openRowChecks(access, input.rows);
        const file = source.files > 1 ? shard.file : undefined;
        return loadShard(reader, contextOf(source, input, reader, file, check), shard);
      }),
    );
    expect(loaded.map(({ length }) => length)).toEqual(some.map(({ rowCount }) => rowCount));
    rows.push(...loaded.flat());
  }
  return rows;
}

/** `3 ask`, or `3 Select.Duplicate`. */
function told(rows: readonly LoadedRow[]): string[] {
  return rows.map((row) =>
    row.kind === 'dropped'
      ? `${row.row} ${row.dropped.reason}`
      : `${row.row} ${row.conversation.messages[0]?.content ?? ''}`,
  );
}

/** A shard of one row each, so that few rows fill a page. */
const oneRowShards = { generators: [{ model: 'simulated/m', samples: 16, maxTokens: 25_000 }] };

describe('duplicates', () => {
  test('are dropped but for the first, with the row they repeat', async () => {
    const rows = [talk('a'), talk('b'), talk(' a '), talk('a', 'Hm.'), { bad: 1 }, { bad: 1 }, talk('b')];
    await writeFile(join(root, 'letters.jsonl'), jsonl(rows));
    const loaded = await loadAll(await plan({ rows: { duplicates: 'drop' } }));
    expect(told(loaded)).toEqual([
      '0 a',
      '1 b',
      '2 Select.Duplicate',
      '3 a',
      '4 Dataset.RowInvalid',
      '5 Dataset.RowInvalid',
      '6 Select.Duplicate',
    ]);
    expect(loaded[6]).toMatchObject({ dropped: { detail: 'the same conversation as row 1' } });
  });

  test('stay where nothing is said of them', async () => {
    await writeFile(join(root, 'letters.jsonl'), jsonl([talk('a'), talk('a')]));
    expect(told(await loadAll(await plan({})))).toEqual(['0 a', '1 a']);
    expect(await readdir(join(root, 'out'))).toEqual(['run.json']);
  });

  test('are found across the pages of planning, also after a lost attempt', async () => {
    const count = 1_150;
    const rows = Array.from({ length: count }, (_, at) => talk(`ask ${at % 950}`));
    await writeFile(join(root, 'letters.jsonl'), jsonl(rows));
    const loaded = await loadAll(await plan({ ...oneRowShards, rows: { duplicates: 'drop' } }));
    expect(told(loaded)).toEqual(
      rows.map((_, at) => (at < 950 ? `${at} ask ${at}` : `${at} Select.Duplicate`)),
    );
    expect(loaded[1_000]).toMatchObject({ dropped: { detail: 'the same conversation as row 50' } });
  });

  test('whose notes are gone are not guessed: the run pauses', async () => {
    const rows = Array.from({ length: 1_100 }, (_, at) => talk(`ask ${at}`));
    await writeFile(join(root, 'letters.jsonl'), jsonl(rows));
    const planned = await plan({ ...oneRowShards, rows: { duplicates: 'drop' } });
    await rm(join(root, 'out/.parts'), { recursive: true });
    await expect(planAll(planned)).rejects.toMatchObject({ type: 'Dataset.WriteFailed' });
  });
});

describe('rows of an earlier dataset', () => {
  test.each<[string, (path: string) => Promise<void>]>([
    [
      'an output folder',
      async (path) => {
        await mkdir(join(path, 'candidates'), { recursive: true });
        await writeFile(join(path, 'run.json'), '{}');
        const prompt = [{ content: 'b', role: 'user' }];
        await writeFile(join(path, 'candidates/train-00000-of-00001.jsonl'), jsonl([{ messages: prompt }]));
      },
    ],
  ])('are dropped: %s', async (_what, prepare) => {
    await prepare(join(root, 'earlier'));
    await writeFile(join(root, 'letters.jsonl'), jsonl([talk('a'), talk('b', 'Other.'), talk('c')]));
    const rows = await loadAll(await plan({ rows: { notIn: { path: 'earlier' } } }));
    expect(told(rows)).toEqual(['0 a', '1 Select.Seen', '2 c']);
  });

  test.each<[string, string | Buffer]>([
    ['earlier.jsonl', jsonl([talk('b'), { odd: true }])],
    ['earlier.parquet', capybaraParquet([[['b', 'Other.']]])],
    [
      'earlier.json',
      JSON.stringify([
        {
          chosen: [
            { role: 'user', content: 'b' },
            { role: 'assistant', content: 'Yes.' },
          ],
        },
      ]),
    ],
  ])('are dropped: %s', async (name, content) => {
    await writeFile(join(root, name), content);
    await writeFile(join(root, 'letters.jsonl'), jsonl([talk('a'), talk('b'), talk('c')]));
    const rows = await loadAll(await plan({ rows: { notIn: { path: name } } }));
    expect(told(rows)).toEqual(['0 a', '1 Select.Seen', '2 c']);
  });

  test('are known on every page', async () => {
    await writeFile(join(root, 'earlier.jsonl'), jsonl([talk('ask 1050')]));
    const rows = Array.from({ length: 1_100 }, (_, at) => talk(`ask ${at}`));
    await writeFile(join(root, 'letters.jsonl'), jsonl(rows));
    const loaded = await loadAll(await plan({ ...oneRowShards, rows: { notIn: { path: 'earlier.jsonl' } } }));
    expect(told(loaded)[1_050]).toBe('1050 Select.Seen');
    expect(loaded.filter(({ kind }) => kind === 'dropped')).toHaveLength(1);
  });

  test.each([
    ['nowhere.jsonl', 'rows.notIn.path: there is no file "nowhere.jsonl"'],
    ['nowhere', 'rows.notIn.path: "nowhere" is neither an output folder'],
    ['../outside.jsonl', 'rows.notIn.path: "../outside.jsonl" lies outside the worker\'s DATA_DIR'],
    ['folder', 'rows.notIn.path: "folder" is a folder without a run.json'],
    ['half.parquet', 'rows.notIn.path: "half.parquet" is not a Parquet file'],
  ])('in %s cannot be read', async (path, problem) => {
    await mkdir(join(root, 'folder'));
    await writeFile(join(root, 'half.parquet'), 'PAR');
    await writeFile(join(root, 'letters.jsonl'), jsonl([talk('a')]));
    await expect(plan({ rows: { notIn: { path } } })).rejects.toMatchObject({
      type: 'InvalidInput',
      message: expect.stringContaining(problem) as unknown,
    });
  });
});

describe('a sample', () => {
  const rows = Array.from({ length: 3_000 }, (_, at) => talk(`ask ${at}`));

  test.each([
    ['of all', {}, 0, 3_000],
    ['of a window', { offset: 500, limit: 1_000 }, 500, 1_500],
    ['of a window that reaches over the end', { offset: 2_900, limit: 1_000 }, 2_900, 3_000],
  ])('%s has so many rows, in their order, over pages and shards', async (_what, window, first, behind) => {
    await writeFile(join(root, 'letters.jsonl'), jsonl(rows));
    const wanted = Math.min(1_200, behind - first);
    const loaded = await loadAll(await plan({ ...oneRowShards, rows: { ...window, sample: 1_200 } }));
    const numbers = loaded.map(({ row }) => row);
    expect(numbers).toHaveLength(wanted);
    expect(new Set(numbers).size).toBe(wanted);
    expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
    expect(numbers.every((row) => row >= first && row < behind)).toBe(true);
    expect(told(loaded)).toEqual(numbers.map((row) => `${row} ask ${row}`));
  });

  test('is the same for the same seed, from whatever format', async () => {
    const settings = { seed: 7, rows: { sample: 20 } };
    await writeFile(join(root, 'letters.jsonl'), jsonl(rows));
    const content = capybaraParquet(
      rows.map(({ conversation }) =>
        conversation.map(({ input, output }) => [input, output] as [string, string]),
      ),
      { rowGroupSize: 700 },
    );
    await writeFile(join(root, 'letters.parquet'), content);
    const lines = await loadAll(await plan(settings));
    const parquet = await loadAll(await plan({ ...settings, source: { path: 'letters.parquet' } }));
    expect(told(parquet)).toEqual(told(lines));
    expect(parquet).toHaveLength(20);
  });
});

describe('a source of several files', () => {
  const source = { path: 'part-*' };

  beforeEach(async () => {
    await writeFile(join(root, 'part-0.jsonl'), jsonl([talk('a'), talk('b')]));
    await writeFile(join(root, 'part-1.parquet'), capybaraParquet([[['c', 'Well.']], [['d', 'Well.']]]));
    await writeFile(join(root, 'part-2.json'), JSON.stringify([talk('e'), { odd: true }, talk('c')]));
    await writeFile(join(root, 'part-3.txt'), 'none of it');
  });

  test('counts its rows through all of them, and no shard has two', async () => {
    const planned = await plan({ source });
    expect(planned.source).toMatchObject({ name: 'part', files: 3 });
    expect(planned.planned.shards.map(({ file }) => file.path)).toEqual([
      'part-0.jsonl',
      'part-1.parquet',
      'part-2.json',
    ]);
    const loaded = await loadAll(planned);
    expect(told(loaded)).toEqual(['0 a', '1 b', '2 c', '3 d', '4 e', '5 Dataset.RowInvalid', '6 c']);
    expect(loaded[5]).toMatchObject({
      rowId: 'part/5',
      dropped: { detail: expect.stringMatching(/^part-2\.json, row 2: no column/) as unknown },
    });
  });

  test.each([
    [{ offset: 1, limit: 2 }, ['1 b', '2 c']],
    [{ offset: 2 }, ['2 c', '3 d', '4 e', '5 Dataset.RowInvalid', '6 c']],
    [{ offset: 5, duplicates: 'drop' }, ['5 Dataset.RowInvalid', '6 c']],
    [
      { offset: 2, limit: 5, duplicates: 'drop' },
      ['2 c', '3 d', '4 e', '5 Dataset.RowInvalid', '6 Select.Duplicate'],
    ],
  ])('%o takes rows of any of them', async (rows, wanted) => {
    expect(told(await loadAll(await plan({ source, rows })))).toEqual(wanted);
  });

  test('with a bad one among them is told before anything is made', async () => {
    await writeFile(join(root, 'part-4.parquet'), 'no Parquet');
    await expect(plan({ source })).rejects.toThrow('source.path: "part-4.parquet" is not a Parquet file');
  });
});

test('columns of other names are read by a mapping', async () => {
  const dialog = [
    { role: 'user', content: 'a' },
    { role: 'assistant', content: 'b' },
  ];
  await writeFile(join(root, 'letters.jsonl'), jsonl([{ dialog, origin: 'attic' }, { dialog }]));
  const source = { path: 'letters.jsonl', mapping: { messages: 'dialog', source: 'origin' } };
  expect(await loadAll(await plan({ source }))).toMatchObject([
    { conversation: { source: 'attic', messages: dialog } },
    { conversation: { source: 'letters', messages: dialog } },
  ]);
  await expect(
    plan({ source: { path: 'letters.jsonl', mapping: { messages: 'talk' } } }),
  ).rejects.toMatchObject({
    type: 'InvalidInput',
    message: expect.stringContaining(
      '"letters.jsonl" line 1: no column "talk" (columns: dialog, origin)',
    ) as unknown,
  });
  await expect(
    plan({ source: { path: 'letters.jsonl', mapping: { messages: 'dialog', source: 'from' } } }),
  ).rejects.toThrow('no row has a column "from", which source.mapping names');
});

describe('what rows say', () => {
  const question =
    'A gardener plants seven rows of oaks with nine trees in each row. How many oaks are there?';
  const settings = {
    rows: {
      duplicates: { minhash: 0.8 },
      languages: ['en'],
      decontaminate: { against: ['trees.jsonl'], ngram: 8, threshold: 0.5 },
    },
    ...oneRowShards,
  };
  const long = (topic: string) =>
    Array.from({ length: 30 }, (_, at) => `the ${topic} of tree ${at} grows by the river ${at * 7}`).join(
      ' and ',
    );
  const rows = [
    talk(long('oak')),
    talk('Wie hoch wird eine Eiche, und wie alt kann sie werden?', 'Vierzig Meter.'),
    talk(`Please solve this: ${question}`),
    talk(`${long('oak')} today`),
    talk('2 + 2 = ?', '4'),
    talk(long('elm').replaceAll('river', 'lake')),
    talk(long('oak').toUpperCase()),
  ];

  test('drops near-duplicates, other languages and benchmarks, each with its reason', async () => {
    await writeFile(join(root, 'letters.jsonl'), jsonl(rows));
    await writeFile(join(root, 'trees.jsonl'), jsonl([{ question: 'Which?' }, { question, answer: '63' }]));
    const loaded = await loadAll(await plan(settings));
    expect(told(loaded).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      '0 the',
      '1 Select.Language',
      '2 Select.Contaminated',
      '3 Select.NearDuplicate',
      '4 2',
      '5 the',
      '6 Select.NearDuplicate',
    ]);
    const details = loaded.flatMap((row) => (row.kind === 'dropped' ? [row.dropped.detail] : []));
    expect(details).toEqual([
      'line 2: it is written in "de", rows.languages wants "en"',
      expect.stringMatching(
        /^line 3: message 0, of the user: 100 % of row 2 \(question\) of "trees.jsonl" stands in it, at characters 19 to /,
      ),
      expect.stringMatching(/^about (9\d|100) % of its pairs of words stand in row 0 too/),
      'about 100 % of its pairs of words stand in row 0 too, and the other way round',
    ]);
  });

  test('the same rows are dropped however they are cut into shards', async () => {
    await writeFile(join(root, 'letters.jsonl'), jsonl(rows));
    await writeFile(join(root, 'trees.jsonl'), jsonl([{ question, answer: '63' }]));
    const few = told(await loadAll(await plan(settings)));
    await rm(join(root, 'out'), { recursive: true });
    const { rows: selection } = settings;
    expect(told(await loadAll(await plan({ rows: selection })))).toEqual(few);
  });

  test('a set that is not there is said before anything is paid', async () => {
    await writeFile(join(root, 'letters.jsonl'), jsonl(rows));
    const against = { rows: { decontaminate: { against: ['trees.jsonl'] } } };
    await expect(plan(against)).rejects.toThrow('trees.jsonl');
  });
});
