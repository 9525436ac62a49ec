import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { RunSummary } from '../../src/contract/run.ts';
import { defaultScript, verdictKeys } from '../scripted-provider/default-script.ts';
import { text } from '../scripted-provider/behaviour.ts';
import type { ScriptedProviderOptions } from '../scripted-provider/start-scripted-provider.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';
import { conversation, jsonl } from './conversations.ts';
import { readManifest, readRows } from './read-rows.ts';
import { withPipeline } from './with-pipeline.ts';

const scratchFolder = scratchFolders();
const topics = ['felt', 'loam', 'reeds', 'clay', 'tallow'];

/** The application with a store of its own; each run of it has an id and an output of its own. */
async function withStore(scripted: ScriptedProviderOptions = {}, settings = {}) {
  const folder = join(await scratchFolder(), 'cache', 'answers');
  const changes = { responseStore: { place: folder, mostBytes: 1e9 } };
  const pipeline = await withPipeline(scripted, changes, settings);
  const { client, taskQueue, input, provider } = pipeline;
  await pipeline.place('conversations.jsonl', jsonl(topics.map(conversation)));
  let runs = 0;
  /** What a run paid and came to. */
  const run = async (given: Record<string, unknown> = {}) => {
    runs += 1;
    const output = `out/run-${runs}`;
    const before = provider.requests.length;
    const handle = await client.workflow.start<(given: unknown) => Promise<RunSummary>>('preferenceDataset', {
      taskQueue,
      workflowId: `${pipeline.workflowId}-${runs}`,
      args: [input({ output: { path: output }, ...given })],
    });
    onTestFinished(() => handle.terminate().then(undefined, () => undefined));
    const summary = await handle.result();
    const asked = provider.requests.slice(before).map(({ body }) => body.model);
    return { summary, asked, output, workflowId: handle.workflowId };
  };
  return { ...pipeline, folder, run };
}

function countsOf(asked: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    [...new Set(asked)].sort().map((model) => [model, asked.filter((one) => one === model).length]),
  );
}

test('another judge asks no generator, another pairing asks nobody, and more rows ask for exactly theirs', async () => {
  const { run, model, place, dataDirectory } = await withStore();
  const first = await run({ rows: { limit: 3 } });
  expect(countsOf(first.asked)).toEqual({
    'NeuralBeagle14-7B': 3,
    'OpenHermes-2.5-Mistral-7B': 3,
    'gpt-4-turbo': 3,
    'notus-7b-v1': 3,
  });

  const judges = [{ model: model('prometheus') }];
  const judged = await run({ rows: { limit: 3 }, judges });
  expect(countsOf(judged.asked)).toEqual({ prometheus: 3 });

  const paired = await run({ rows: { limit: 3 }, judges, pairing: { rejected: 'second' } });
  expect(paired.asked).toEqual([]);
  expect(paired.summary).toMatchObject({ costUsd: 0, unpriced: [] });
  // Which candidate is rejected is what a pairing says; all else is as it was.
  const candidates = async (output: string) =>
    (await readRows(dataDirectory, 'candidates', output)).map(({ rejected_index: _, ...row }) => row);
  expect(await candidates(paired.output)).toEqual(await candidates(judged.output));

  // The rows stand elsewhere in the file now, under other ids.
  await place('conversations.jsonl', jsonl([conversation('salt'), ...topics.map(conversation)]));
  const more = await run({ judges });
  expect(countsOf(more.asked.filter((asked) => asked !== 'prometheus'))).toEqual({
    'NeuralBeagle14-7B': 3,
    'OpenHermes-2.5-Mistral-7B': 3,
    'notus-7b-v1': 3,
  });
});

test('reused answers are counted apart, and cost nothing, though a budget would not pay for them', async () => {
  const prices = { 'notus-7b-v1': { promptUsdPerMillion: 10, completionUsdPerMillion: 10 } };
  const { run, model, dataDirectory } = await withStore({}, { prices });
  const paid = await run();
  const notus = paid.summary.usage[model('notus-7b-v1')]!;
  expect(notus).toMatchObject({ calls: 5 });
  expect(notus).not.toHaveProperty('reused');
  expect(paid.summary.costUsd).toBeGreaterThan(0);

  const again = await run({ limits: { budgetUsd: 0 } });
  expect(again.asked).toEqual([]);
  const { promptTokens, completionTokens } = notus;
  expect(again.summary.usage[model('notus-7b-v1')]).toEqual({
    calls: 0,
    promptTokens: 0,
    completionTokens: 0,
    reused: { calls: 5, promptTokens, completionTokens },
    costUsd: 0,
  });
  expect(again.summary).toMatchObject({ costUsd: 0, unpriced: [] });
  expect((await readManifest(dataDirectory, again.output))['usage']).toEqual(again.summary.usage);
});

test('"reuse": false brings fresh samples, for a run or for one model, and later runs have the fresh ones', async () => {
  let number = 0;
  const { run, model, dataDirectory } = await withStore({
    answer: (request) =>
      verdictKeys(request.body) ? defaultScript(request) : text(`Answer ${(number += 1)}, at some length.`),
  });
  const names = ['notus-7b-v1', 'zephyr'];
  const generators = names.map((name) => ({ model: model(name) }));
  const given = { generators, rows: { limit: 1 } };
  await run(given);
  const fresh = await run({ ...given, reuse: false });
  expect(countsOf(fresh.asked)).toEqual({ 'gpt-4-turbo': 1, 'notus-7b-v1': 1, zephyr: 1 });
  const one = await run({ ...given, generators: [{ ...generators[0], reuse: false }, generators[1]] });
  expect(countsOf(one.asked)).toEqual({ 'gpt-4-turbo': 1, 'notus-7b-v1': 1 });
  const last = await run(given);
  expect(last.asked).toEqual([]);
  expect(await readRows(dataDirectory, 'candidates', last.output)).toEqual(
    await readRows(dataDirectory, 'candidates', one.output),
  );
});

test('samples of one question, and another seed, are answers of their own', async () => {
  const { run, model } = await withStore();
  const twice = { model: model('notus-7b-v1'), samples: 2 };
  const given = { generators: [twice], rows: { limit: 1 } };
  expect(countsOf((await run(given)).asked)).toEqual({ 'gpt-4-turbo': 1, 'notus-7b-v1': 2 });
  expect((await run(given)).asked).toEqual([]);
  const generators = [{ model: model('zephyr') }, { ...twice, samples: 3 }];
  const more = await run({ ...given, generators });
  expect(countsOf(more.asked)).toEqual({ 'gpt-4-turbo': 1, 'notus-7b-v1': 1, zephyr: 1 });
  const seeded = await run({ ...given, seed: 43 });
  expect(countsOf(seeded.asked)).toMatchObject({ 'notus-7b-v1': 2 });
});

test('a judge that cannot be read is asked anew in the same run, and its last word is the one that is reused', async () => {
  let asked = 0;
  const { run } = await withStore({
    answer: (request) => {
      if (!verdictKeys(request.body)) return defaultScript(request);
      asked += 1;
      return asked < 3 ? text('They all have their merits.') : defaultScript(request);
    },
  });
  const first = await run({ rows: { limit: 1 } });
  expect(countsOf(first.asked)['gpt-4-turbo']).toBe(3);
  const again = await run({ rows: { limit: 1 } });
  expect(again.asked).toEqual([]);
  expect(again.summary.pairs).toBe(first.summary.pairs);
});

test('a damaged answer is noticed and paid again; the folder is the user’s alone and holds no key', async () => {
  const { run, folder } = await withStore();
  await run();
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  expect(files).toHaveLength(20);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  for (const file of files) {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).not.toContain('sk-scripted');
  }
  const generation = [];
  for (const file of files)
    if (!(await readFile(file, 'utf8')).includes('gpt-4-turbo')) generation.push(file);
  const torn = await readFile(generation[0]!);
  await writeFile(generation[0]!, torn.subarray(0, torn.length - 7));
  const changed = await readFile(generation[1]!, 'utf8');
  await writeFile(generation[1]!, changed.replace('"text":"', '"text":"Not '));
  expect((await run()).asked).toHaveLength(2);
  expect((await run()).asked).toEqual([]);
});

test('reused answers take no place on the task queue of their provider, where its limits hold', async () => {
  const { run, client, taskQueue } = await withStore();
  await run();
  const { workflowId } = await run();
  const { events } = await client.workflow.getHandle(`${workflowId}/shard-00000`).fetchHistory();
  const scheduled = (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: activity }) =>
    activity ? [`${activity.activityType?.name} on ${activity.taskQueue?.name}`] : [],
  );
  expect(countsOf(scheduled)).toEqual({
    [`loadShard on ${taskQueue}`]: 1,
    [`recallGeneration on ${taskQueue}`]: 15,
    [`recallJudgement on ${taskQueue}`]: 5,
    [`writeShard on ${taskQueue}`]: 1,
  });
});
