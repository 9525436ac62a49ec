import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, inject, onTestFinished, test } from 'vitest';
import { shardWorkflowId } from '../../src/contract/names.ts';
import {
  finishUpdate,
  pauseUpdate,
  resumeUpdate,
  setBudgetUpdate,
  setRowsInFlightUpdate,
} from '../../src/contract/steering.ts';
import { startDevServer } from '../../src/temporal-cli/dev-server.ts';
import { findFreePort } from '../../src/temporal-cli/free-port.ts';
import { argillaKey, startFakeArgilla } from '../fake-argilla/start-fake-argilla.ts';
import { hubToken, startPushedHub } from '../fake-hub/start-pushed-hub.ts';
import { conversation, jsonl } from '../pipeline/conversations.ts';
import { untilState } from '../pipeline/until-state.ts';
import { withPipeline, type Pipeline } from '../pipeline/with-pipeline.ts';
import { failure, refusal } from '../scripted-provider/behaviour.ts';
import { defaultScript } from '../scripted-provider/default-script.ts';
import { conversationRows } from '../workflows/conversations.ts';
import { withFakes } from '../workflows/run-with-fakes.ts';
import { storeHistory } from './store-history.ts';

/**
 * Not tests of anything: each records the histories of one kind of run, which `replay.test.ts` replays. Run by
 * `npm run record-histories`, which replaces those of the code as it is, kind by kind.
 */

const prices = {
  prices: Object.fromEntries(
    ['notus-7b-v1', 'NeuralBeagle14-7B', 'OpenHermes-2.5-Mistral-7B', 'gpt-4-turbo'].map((model) => [
      model,
      { promptUsdPerMillion: 1_000, completionUsdPerMillion: 1_000 },
    ]),
  ),
};

/** Each of the four models is asked one tiny question before the first row. */
const questionsBeforeRows = 4;

/** A pipeline over one row for each topic. */
async function withTopics(topics: readonly string[], ...given: Parameters<typeof withPipeline>) {
  const pipeline = await withPipeline(...given);
  await pipeline.place('conversations.jsonl', jsonl(topics.map(conversation)));
  return pipeline;
}

async function storeRun(kind: string, { workflowId }: Pick<Pipeline, 'workflowId'>): Promise<void> {
  await storeHistory(`${kind}/run`, { workflowId });
  await storeHistory(`${kind}/shard`, { workflowId: shardWorkflowId(workflowId, 0) });
}

test('one row', async () => {
  const pipeline = await withTopics(['felt']);
  await (await pipeline.start(pipeline.input())).result();
  await storeRun('one-row', pipeline);
});

test('many shards, planned in pages', async () => {
  const fakes = await withFakes({ rows: conversationRows(5), rowsPerShard: 1, shardsPerPage: 2 });
  await (await fakes.start(fakes.input())).result();
  await storeRun('many-shards', fakes);
});

test('a row in turns, judged by a jury in every order', async () => {
  const pipeline = await withTopics(['felt']);
  const { model } = pipeline;
  const judges = [
    { model: model('gpt-4-turbo'), aspects: ['helpfulness', 'honesty'], orders: 2 },
    { model: model('prometheus') },
  ];
  await (await pipeline.start(pipeline.input({ turns: { from: 0 }, judges }))).result();
  await storeRun('jury', pipeline);
});

test('calls tried again', async () => {
  const pipeline = await withTopics(['felt', 'loam'], {
    answer: (request) => (request.occurrence === 0 ? failure(503) : defaultScript(request)),
  });
  await (await pipeline.start(pipeline.input())).result();
  await storeRun('retries', pipeline);
});

test('rows dropped and candidates lost', async () => {
  const pipeline = await withPipeline({
    answer: (request) => {
      const { model, messages } = request.body;
      const about = messages.at(-1)?.content ?? '';
      if (request.body.response_format) return defaultScript(request);
      if (model === 'notus-7b-v1' && about.includes('felt')) return failure(400, { message: 'no' });
      if (about.includes('loam')) return refusal('I would rather not.');
      return defaultScript(request);
    },
  });
  const rows = [...['felt', 'loam'].map(conversation), { text: 'no conversation' }];
  await pipeline.place('conversations.jsonl', jsonl(rows));
  await (await pipeline.start(pipeline.input({ original: false }))).result();
  await storeRun('drops', pipeline);
});

test('too many rows failed', async () => {
  const pipeline = await withTopics(
    Array.from({ length: 40 }, (_, at) => `t${at}`),
    { answer: () => failure(400, { message: 'no' }) },
  );
  const limits = { rowsInFlight: 20, preflight: false };
  const run = await pipeline.start(pipeline.input({ original: false, limits }));
  await expect(run.result()).rejects.toThrow();
  await storeRun('stopped', pipeline);
});

test('paused, steered and resumed', async () => {
  const pipeline = await withTopics(['felt', 'loam', 'peat'], { latencyMilliseconds: 200 });
  const run = await pipeline.start(pipeline.input({ limits: { rowsInFlight: 1, preflight: true } }));
  await untilRequested(pipeline, questionsBeforeRows + 1);
  await run.executeUpdate(pauseUpdate, { args: ['to look at it'] });
  await untilState(run, 'paused');
  await run.executeUpdate(setRowsInFlightUpdate, { args: [3] });
  await run.executeUpdate(resumeUpdate);
  await run.result();
  await storeRun('pause-and-resume', pipeline);
});

test('a budget, exceeded and raised', async () => {
  const pipeline = await withTopics(['felt', 'loam'], {}, {}, prices);
  const { input, start } = pipeline;
  const run = await start(input({ limits: { rowsInFlight: 1, budgetUsd: 0.1 } }));
  await untilState(run, 'paused');
  await run.executeUpdate(setBudgetUpdate, { args: [null] });
  await run.result();
  await storeRun('budget', pipeline);
});

test('answers reused', async () => {
  const pipeline = await withPipeline();
  const { dataDirectory } = pipeline;
  const kept = await withTopics(
    ['felt'],
    {},
    { responseStore: { place: join(dataDirectory, 'answers'), mostBytes: 1e9 } },
  );
  await (await kept.start(kept.input())).result();
  const workflowId = `${kept.workflowId}-again`;
  await kept.client.workflow.execute('preferenceDataset', {
    workflowId,
    taskQueue: kept.taskQueue,
    args: [kept.input({ output: { path: 'out/again' } })],
  });
  await storeRun('reused-answers', { workflowId });
});

test('continued as new', async () => {
  const server = await startDevServer({
    executable: inject('temporalCli'),
    port: await findFreePort(),
    extraArguments: ['--dynamic-config-value', 'limit.historyCount.suggestContinueAsNew=30'],
  });
  onTestFinished(() => server.stop());
  const { address } = server;
  const fakes = await withFakes({ rows: conversationRows(6), rowsPerShard: 1, shardsPerPage: 3, address });
  const { workflowId } = fakes;
  const run = await fakes.start(fakes.input({ limits: { rowsInFlight: 1 } }));
  await run.result();
  await storeHistory('continue-as-new/before', { workflowId, runId: run.firstExecutionRunId, address });
  await storeHistory('continue-as-new/after', { workflowId, address });
});

test('pushed to the Hub and to Argilla', async () => {
  const hub = await startPushedHub();
  const argilla = await startFakeArgilla();
  onTestFinished(async () => {
    await hub.close();
    await argilla.close();
  });
  const pushes = {
    hub: { endpoint: hub.url, token: hubToken },
    argilla: { url: argilla.url, apiKey: argillaKey },
  };
  const pipeline = await withTopics(['felt'], {}, { pushes });
  const push = { hub: { repo: 'me/pairs' }, argilla: { dataset: 'pairs', workspace: 'reviews' } };
  const run = await pipeline.start(pipeline.input({ output: { path: 'out/pairs', push } }));
  await run.result();
  await storeRun('push', pipeline);
});

test('cancelled', async () => {
  const pipeline = await withTopics(['felt'], { latencyMilliseconds: 2_000 });
  const run = await pipeline.start(pipeline.input({ limits: { preflight: true } }));
  await untilRequested(pipeline, questionsBeforeRows + 1);
  await run.cancel();
  await expect(run.result()).rejects.toThrow();
  await storeRun('cancelled', pipeline);
});

test('an input that is refused', async () => {
  const pipeline = await withTopics(['felt']);
  const run = await pipeline.start(pipeline.input({ colour: 'brown' }));
  await expect(run.result()).rejects.toThrow();
  await storeHistory('invalid-input/run', pipeline);
});

test('finished before its end', async () => {
  const pipeline = await withTopics(['felt', 'loam', 'peat'], { latencyMilliseconds: 200 });
  const run = await pipeline.start(pipeline.input({ limits: { rowsInFlight: 1, preflight: true } }));
  await untilRequested(pipeline, questionsBeforeRows + 5);
  await run.executeUpdate(finishUpdate, { args: [null] });
  await run.result();
  await storeRun('finish', pipeline);
});

async function untilRequested({ provider }: Pipeline, count: number): Promise<void> {
  while (provider.requests.length < count) await sleep(10);
}
