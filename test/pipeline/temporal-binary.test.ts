import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { RunSummary } from '../../src/contract/run.ts';
import type { Progress, RunState } from '../../src/contract/steering.ts';
import { conversation, jsonl } from './conversations.ts';
import { temporal, temporalProblem } from './temporal-binary.ts';
import { withPipeline } from './with-pipeline.ts';

const price = { promptUsdPerMillion: 10, completionUsdPerMillion: 100 };
const names = ['notus-7b-v1', 'NeuralBeagle14-7B', 'OpenHermes-2.5-Mistral-7B', 'gpt-4-turbo'];

interface Metadata {
  currentDetails: string;
  definition: Record<
    'updateDefinitions' | 'signalDefinitions' | 'queryDefinitions',
    { name: string; description: string }[]
  >;
}

test('one run is driven by the temporal binary alone, from start to result', async () => {
  const pipeline = await withPipeline(
    {
      latencyMilliseconds: 100,
      prices: Object.fromEntries(names.map((name) => [name, { prompt: 10, completion: 100 }])),
    },
    {},
    { prices: Object.fromEntries(names.map((name) => [name, price])) },
  );
  const { provider, workflowId, taskQueue, dataDirectory } = pipeline;
  await pipeline.place(
    'conversations.jsonl',
    jsonl(Array.from({ length: 60 }, (_, at) => conversation(`thing ${at}`))),
  );
  const inputFile = join(dataDirectory, 'input.json');
  await writeFile(inputFile, JSON.stringify(pipeline.input({ limits: { rowsInFlight: 4 } })));
  const id = ['--workflow-id', workflowId];

  await temporal(
    ...['workflow', 'start', '--type', 'preferenceDataset', '--task-queue', taskQueue, ...id],
    ...['--fail-existing', '--input-file', inputFile],
  );
  const progress = async (): Promise<Progress> => {
    const { queryResult } = await temporal<{ queryResult: [Progress] }>(
      'workflow',
      'query',
      ...id,
      '--name',
      'progress',
    );
    return queryResult[0];
  };
  const update = async (name: string, ...input: string[]): Promise<Progress> => {
    const { result } = await temporal<{ result: Progress }>(
      ...['workflow', 'update', 'execute', ...id, '--name', name],
      ...input.flatMap((value) => ['--input', value]),
    );
    return result;
  };
  const untilState = async (state: RunState): Promise<Progress> => {
    for (;;) {
      const now = await progress();
      if (now.state === state) return now;
      expect(['failed', 'completed']).not.toContain(now.state);
      await sleep(100);
    }
  };

  const { queryResult: metadata } = await temporal<{ queryResult: [Metadata] }>(
    'workflow',
    'metadata',
    ...id,
  );
  const { currentDetails, definition } = metadata[0];
  expect(definition.updateDefinitions.map(({ name }) => name)).toEqual([
    'pause',
    'resume',
    'setRowsInFlight',
    'setBudget',
    'finish',
  ]);
  for (const { description } of [...definition.updateDefinitions, ...definition.signalDefinitions]) {
    expect(description).toMatch(/\w+ \w+/);
  }
  expect(currentDetails).toMatch(/\| State\s+\| (planning|running) \|/);

  expect(await progress()).toMatchObject({ rowsInFlight: 4 });
  expect((await update('pause', '"to read the first rows"')).pause?.message).toBe('to read the first rows');
  await untilState('paused');
  const whilePaused = provider.requests.length;
  await sleep(2_000);
  expect(provider.requests).toHaveLength(whilePaused);
  expect(provider.ledger.aborted).toBe(0);

  expect(
    await temporalProblem(
      'workflow',
      'update',
      'execute',
      ...id,
      '--name',
      'setRowsInFlight',
      '--input',
      '0',
    ),
  ).toContain('setRowsInFlight takes a whole number from 1 to 10000: got 0');
  expect(await update('setRowsInFlight', '16')).toMatchObject({ rowsInFlight: 16 });
  const budgetUsd = (await progress()).cost.usd + 0.5;
  expect(await update('setBudget', String(budgetUsd))).toMatchObject({ cost: { budgetUsd } });
  await update('resume');

  const exceeded = await untilState('paused');
  expect(exceeded.pause?.reason).toBe('Budget.Exceeded');
  expect(exceeded.cost.usd).toBeLessThanOrEqual(budgetUsd);
  expect(exceeded.cost.usd).toBeGreaterThan(budgetUsd - 0.3);
  expect(Math.round(exceeded.cost.usd * 1e6)).toBe(provider.ledger.chargedMillionths);
  const raisedUsd = budgetUsd + 0.2;
  expect(await update('setBudget', String(raisedUsd))).toMatchObject({
    state: 'running',
    pause: null,
    cost: { budgetUsd: raisedUsd },
  });
  await untilState('paused');
  expect(provider.ledger.chargedMillionths).toBeGreaterThan(exceeded.cost.usd * 1e6);
  expect(await update('setBudget', 'null')).toMatchObject({ state: 'running', pause: null });

  const { result } = await temporal<{ result: RunSummary }>('workflow', 'result', ...id);
  expect(result.rows).toBe(60);
  expect(Math.round((result.costUsd ?? NaN) * 1e6)).toBe(provider.ledger.chargedMillionths);
});
