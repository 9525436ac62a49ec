import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { localFolder } from '../../../../src/storage/local-folder.ts';
import { pushToArgilla } from '../../../../src/output/push/argilla/push-to-argilla.ts';
import { openPublishedDataset } from '../../../../src/output/push/published-dataset.ts';
import { PushFailure } from '../../../../src/output/push/push-failure.ts';
import { scratchFolders } from '../../../storage/scratch-folder.ts';
import {
  argillaKey,
  startFakeArgilla,
  type FakeArgilla,
  type FakeArgillaOptions,
} from '../../../fake-argilla/start-fake-argilla.ts';
import { candidatesRows, publishFolder } from '../published-folder.ts';

const scratchFolder = scratchFolders();
let folder: string;

beforeEach(async () => {
  folder = await scratchFolder();
});

async function argillaWith(options: FakeArgillaOptions = {}): Promise<FakeArgilla> {
  const argilla = await startFakeArgilla(options);
  onTestFinished(() => argilla.close());
  return argilla;
}

async function publishRows(rows: readonly object[], manifest?: Record<string, unknown>): Promise<void> {
  const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const files = { 'candidates/train-00000-of-00001.jsonl': lines };
  await publishFolder(folder, manifest ? { files, manifest } : { files });
}

async function push(
  { url }: { url: string },
  { workspace = 'reviews', apiKey = argillaKey }: { workspace?: string; apiKey?: string } = {},
): Promise<string> {
  const dataset = await openPublishedDataset(localFolder(folder), 'out/letters');
  const target = { dataset: 'letters', workspace };
  return await pushToArgilla(dataset, target, { url, apiKey }, new AbortController().signal);
}

async function failureOf(pushing: Promise<unknown>): Promise<PushFailure> {
  const failure = await pushing.catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(PushFailure);
  return failure as PushFailure;
}

describe('what keeps rows from being pushed is named, and is final', () => {
  beforeEach(() => publishRows(candidatesRows(1)));

  test('a key that is not valid, which is not told', async () => {
    const argilla = await argillaWith();
    const { mayPass, message } = await failureOf(push(argilla, { apiKey: 'argilla.revokedKey' }));
    expect(mayPass).toBe(false);
    expect(message).toContain(
      'answered 401 to GET /api/v1/me/workspaces: Could not validate credentials; check ARGILLA_API_KEY',
    );
    expect(message).not.toContain('revokedKey');
  });

  test('a workspace that is not there, with those there are', async () => {
    const argilla = await argillaWith({ workspaces: ['reviews', 'drafts'] });
    const { mayPass, message } = await failureOf(push(argilla, { workspace: 'elsewhere' }));
    expect(mayPass).toBe(false);
    expect(message).toBe(
      'there is no workspace "elsewhere" that ARGILLA_API_KEY may use (it may use: "reviews", "drafts")',
    );
  });

  test('a dataset of another run, which is left as it is', async () => {
    const argilla = await argillaWith();
    await push(argilla);
    await publishRows(candidatesRows(2), { runId: 'run-2' });
    const { mayPass, message } = await failureOf(push(argilla));
    expect(mayPass).toBe(false);
    expect(message).toContain('workspace "reviews" has a dataset "letters" that is not of this run');
    expect(argilla.datasets[0]?.records.size).toBe(1);
  });

  test('a server that is no Argilla', async () => {
    const argilla = await argillaWith({ meddle: () => 204 });
    expect(await failureOf(push(argilla))).toMatchObject({
      mayPass: false,
      message: expect.stringContaining('did not answer as Argilla 2 does: check ARGILLA_API_URL') as unknown,
    });
  });

  test('a dataset without JSON Lines', async () => {
    await publishFolder(folder, { files: { 'candidates/train-00000-of-00001.parquet': 'PAR1' } });
    expect((await failureOf(push(await argillaWith()))).message).toContain('no candidates as JSON Lines');
  });
});

test('a passing fault of one request is tried again, and nothing is asked twice for it', async () => {
  await publishRows(candidatesRows(250));
  const failing = new Set([3, 14]);
  const argilla = await argillaWith({ meddle: (_request, index) => (failing.has(index) ? 503 : undefined) });
  await push(argilla);
  expect(argilla.datasets).toHaveLength(1);
  expect(argilla.datasets[0]?.records.size).toBe(250);
  expect(argilla.batches).toEqual([100, 100, 50]);
});

test('a form that was left half made is completed', async () => {
  await publishRows(candidatesRows(1));
  let isBroken = true;
  const argilla = await argillaWith({
    meddle: (request) => (isBroken && request.endsWith('/publish') ? 400 : undefined),
  });
  await failureOf(push(argilla));
  expect(argilla.datasets).toMatchObject([{ status: 'draft' }]);
  isBroken = false;
  await push(argilla);
  expect(argilla.datasets).toMatchObject([{ status: 'ready' }]);
  expect(argilla.datasets[0]?.records.size).toBe(1);
});

test('every row is a record with its conversation, its answers, and the ratings as suggestions', async () => {
  await publishRows(candidatesRows(2));
  const argilla = await argillaWith();
  const url = await push(argilla);
  const [dataset] = argilla.datasets;
  expect(url).toBe(`${argilla.url}/dataset/${dataset?.id}/annotation-mode`);
  const question = (name: string) => dataset?.questions.find((each) => each.name === name)?.id;
  const suggestion = { agent: 'strict judge- v1', type: 'model' };
  expect(dataset?.records.get('letters/1')).toEqual({
    external_id: 'letters/1',
    fields: {
      conversation: [{ role: 'user', content: 'What about 1?' }],
      'answer-1': 'No 1',
      'answer-2': 'Yes 1',
      'answer-3': 'Perhaps 1',
      rationales: '**Answer 1**\n\nCurt.\n\n**Answer 2**\n\nHelpful.',
    },
    metadata: {
      source: 'letters',
      models: ['alpha', 'beta', 'gpt'],
      outcome: 'pair',
      margin: '3',
      chosen_model: 'beta',
      rejected_model: 'alpha',
    },
    suggestions: [
      {
        ...suggestion,
        question_id: question('ranking'),
        value: [
          { value: 'answer-1', rank: 3 },
          { value: 'answer-2', rank: 1 },
          { value: 'answer-3', rank: 2 },
        ],
      },
      { ...suggestion, question_id: question('rating-1'), value: 2 },
      { ...suggestion, question_id: question('rating-2'), value: 5 },
      { ...suggestion, question_id: question('rating-3'), value: 4 },
    ],
  });
});

test('those who review do not see who wrote an answer', async () => {
  await publishRows(candidatesRows(1));
  const argilla = await argillaWith();
  await push(argilla);
  expect(argilla.datasets[0]?.metadataProperties).toEqual(
    expect.arrayContaining(
      ['models', 'chosen_model', 'rejected_model'].map(
        (name) => expect.objectContaining({ name, visible_for_annotators: false }) as unknown,
      ),
    ),
  );
});

test('pushing again changes nothing', async () => {
  await publishRows(candidatesRows(3));
  const argilla = await argillaWith();
  await push(argilla);
  const before = new Map(argilla.datasets[0]?.records);
  await push(argilla);
  expect(argilla.datasets).toHaveLength(1);
  expect(argilla.datasets[0]?.records).toEqual(before);
});

test('rows that Argilla would not take as they are still become records', async () => {
  const [row] = candidatesRows(1);
  await publishRows([
    {
      ...row,
      messages: [
        ...Array.from({ length: 500 }, () => ({ role: 'user', content: 'again' })),
        { role: 'user', content: 'x'.repeat(100_000) },
      ],
      generations: ['', null, 'Yes'],
      losses: ['', 'Llm.Refused: no', ''],
      ratings: [null, null, null],
      rationales: [null, null, null],
      chosen_index: null,
      rejected_index: null,
    },
  ]);
  const argilla = await argillaWith();
  await push(argilla);
  const record = argilla.datasets[0]?.records.get('letters/0');
  expect(record).toMatchObject({
    fields: { 'answer-1': '(empty answer)', 'answer-2': '(no answer: Llm.Refused: no)', 'answer-3': 'Yes' },
    metadata: { outcome: 'no pair' },
    suggestions: [],
  });
  const conversation = record?.fields['conversation'] as { content: string }[];
  expect(conversation).toHaveLength(500);
  expect(conversation.at(-1)?.content).toMatch(/x\n\n… \(cut: 100000 characters\)$/);
});

test('long rows go in batches that stay small', async () => {
  const rows = candidatesRows(8).map((row) => ({ ...row, generations: ['a', 'b', 'c'.repeat(600_000)] }));
  await publishRows(rows);
  const argilla = await argillaWith();
  await push(argilla);
  expect(argilla.batches).toEqual([3, 3, 2]);
});
