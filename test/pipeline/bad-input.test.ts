import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { expect, onTestFinished, test } from 'vitest';
import { conversation, jsonl } from './conversations.ts';
import { settingsFor, withPipeline, type Pipeline } from './with-pipeline.ts';

type Changes = Record<string, unknown>;

/** Starts a run that is to be refused, and returns the failure; nothing was paid and nothing runs on. */
async function refusal(pipeline: Pipeline, ...args: unknown[]): Promise<ApplicationFailure> {
  const run = await pipeline.start(...args);
  const failed = await run.result().then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failed).toBeInstanceOf(WorkflowFailedError);
  const failure = (failed as WorkflowFailedError).cause;
  expect(failure).toBeInstanceOf(ApplicationFailure);
  expect(pipeline.provider.requests).toEqual([]);
  expect((await run.describe()).status.name).toBe('FAILED');
  return failure as ApplicationFailure;
}

async function refusedMessage(
  changes: Changes,
  prepare?: (pipeline: Pipeline) => Promise<void>,
): Promise<string> {
  const pipeline = await withPipeline();
  await pipeline.place('conversations.jsonl', jsonl([conversation('felt')]));
  await prepare?.(pipeline);
  const failure = await refusal(pipeline, pipeline.input(changes));
  expect(failure.type).toBe('InvalidInput');
  return failure.message;
}

// Five seconds is what a user is promised, and the limit of each of these.
const promised = { timeout: 5_000 };

test('no input at all is refused', promised, async () => {
  const failure = await refusal(await withPipeline());
  expect(failure.type).toBe('InvalidInput');
  expect(failure.message).toContain('there is none');
});

test.each<[string, Changes, string]>([
  ['an unknown key', { generator: [] }, 'generator: is not a known key'],
  ['a wrong type', { seed: 'forty-two' }, 'seed: '],
  ['a zero limit', { rows: { limit: 0 } }, 'rows.limit: '],
  ['a negative limit', { rows: { limit: -1 } }, 'rows.limit: '],
  [
    'an unknown provider',
    { judges: [{ model: 'nobody/gpt' }] },
    'judges[0].model: the worker has no provider "nobody"',
  ],
  ['a missing file', { source: { path: 'nowhere.jsonl' } }, 'there is no file "nowhere.jsonl"'],
  [
    'a source outside DATA_DIR',
    { source: { path: '../conversations.jsonl' } },
    "outside the worker's DATA_DIR",
  ],
  ['an absolute source', { source: { path: '/etc/hosts.jsonl' } }, "outside the worker's DATA_DIR"],
  ['an output outside DATA_DIR', { output: { path: 'out/../../pairs' } }, "outside the worker's DATA_DIR"],
  [
    'a format nobody writes',
    { output: { path: 'out/pairs', formats: ['csv'] } },
    'output.formats[0]: must be one of "parquet", "jsonl"',
  ],
  ['wildcards that name nothing', { source: { path: 'none/*.jsonl' } }, 'has a name like "none/*.jsonl"'],
  [
    'a column that is not there',
    { source: { path: 'conversations.jsonl', mapping: { messages: 'chat' } } },
    'no column "chat" (columns: source, conversation)',
  ],
  [
    'an earlier dataset that is not there',
    { rows: { notIn: { path: 'gone.jsonl' } } },
    'there is no file "gone.jsonl"',
  ],
  ['a negative budget', { limits: { budgetUsd: -5 } }, 'limits.budgetUsd: '],
])('%s is refused', promised, async (_what, changes, message) => {
  expect(await refusedMessage(changes)).toContain(message);
});

test('several mistakes are all listed', promised, async () => {
  const message = await refusedMessage({
    generators: [{ model: 'no-slash' }],
    judges: [],
    seed: -1,
    colour: 'red',
  });
  for (const place of ['generators[0].model', 'judges', 'seed', 'colour'])
    expect(message).toContain(`- ${place}: `);
  expect(message).toContain('The input has 4 problems');
});

test.each([
  ['an empty file', '', 'is empty'],
  ['a file of blank lines', '\n \n', 'has no rows'],
  [
    'a file of which most lines are not JSON',
    `${jsonl([conversation('felt')])}{"half":\nhello\n`,
    '2 of the first 3 rows cannot be read, more than half: "conversations.jsonl" line 2 is not JSON',
  ],
  [
    'a file without a conversation',
    '{"text":"a"}\n',
    'none of one row holds a conversation that can be read',
  ],
])('%s is refused', promised, async (_what, content, message) => {
  expect(await refusedMessage({}, ({ place }) => place('conversations.jsonl', content))).toContain(message);
});

test('a Parquet file that was cut off is refused', promised, async () => {
  const message = await refusedMessage({ source: { path: 'cut.parquet' } }, ({ place }) =>
    place('cut.parquet', `PAR1${'x'.repeat(1_000)}`),
  );
  expect(message).toContain('source.path: "cut.parquet" is a Parquet file that is damaged or was cut off');
});

test('a source behind a symlink that leads out of DATA_DIR is refused', promised, async () => {
  const outside = await mkdtemp(join(tmpdir(), 'capybara-outside-'));
  onTestFinished(() => rm(outside, { recursive: true }));
  await writeFile(join(outside, 'secret.jsonl'), jsonl([conversation('secrets')]));
  const message = await refusedMessage({ source: { path: 'shortcut/secret.jsonl' } }, ({ dataDirectory }) =>
    symlink(outside, join(dataDirectory, 'shortcut')),
  );
  expect(message).toContain("outside the worker's DATA_DIR");
});

test('a key variable that is not set is named', promised, async () => {
  const settings = { ...settingsFor('http://localhost:1/v1'), apiKeyEnv: 'NEBULA_KEY' };
  const pipeline = await withPipeline(
    {},
    {
      providers: [{ name: 'nebula', settings, apiKey: undefined, missingKey: 'NEBULA_KEY' }],
    },
  );
  await pipeline.place('conversations.jsonl', jsonl([conversation('felt')]));
  const models = { generators: [{ model: 'nebula/a' }], judges: [{ model: 'nebula/b' }] };
  const failure = await refusal(pipeline, pipeline.input(models));
  expect(failure.message).toContain("generators[0].model: the worker's environment has no NEBULA_KEY");
});

test('an output folder with other files is refused and left as it is', promised, async () => {
  const pipeline = await withPipeline();
  await pipeline.place('conversations.jsonl', jsonl([conversation('felt')]));
  await mkdir(join(pipeline.dataDirectory, 'out/pairs'), { recursive: true });
  await pipeline.place('out/pairs/thesis.txt', 'precious');
  const failure = await refusal(pipeline, pipeline.input());
  expect(failure.type).toBe('Dataset.OutputExists');
});

test("an output folder that holds another run's result is refused", promised, async () => {
  const pipeline = await withPipeline();
  await pipeline.place('conversations.jsonl', jsonl([conversation('felt')]));
  await mkdir(join(pipeline.dataDirectory, 'out/pairs'), { recursive: true });
  const claim = { workflowId: 'the-first', runId: 'another', state: 'complete' };
  await pipeline.place('out/pairs/run.json', JSON.stringify(claim));
  const failure = await refusal(pipeline, pipeline.input());
  expect(failure.type).toBe('Dataset.OutputExists');
  expect(failure.message).toContain('holds the complete result of run "the-first"');
});
