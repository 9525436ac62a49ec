import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { findFreePort } from '../../src/temporal-cli/free-port.ts';
import { runCommand } from '../pipeline/run-command.ts';
import { Trial } from './trial/trial.ts';
import { until } from './until.ts';

const prices = {
  notus: { prompt: 3, completion: 15 },
  beagle: { prompt: 1, completion: 2 },
  hermes: { prompt: 150, completion: 600 },
};

/** Samples of Prometheus' text format, by name and labels. */
async function scrape(address: string): Promise<Map<string, number>> {
  const text = await (await fetch(`http://${address}/metrics`)).text();
  return new Map(
    text.split('\n').flatMap((line) => {
      const [, series, value] = /^([a-z_]+\{.*\}) (\S+)$/.exec(line) ?? [];
      return series === undefined ? [] : [[series, Number(value)]];
    }),
  );
}

function sum(samples: ReadonlyMap<string, number>, name: string, labels: RegExp): number {
  return [...samples]
    .filter(([series]) => series.startsWith(`${name}{`) && labels.test(series))
    .reduce((total, [, value]) => total + value, 0);
}

test("one endpoint serves what a run's calls, tokens and money add up to, beside Temporal's own", async () => {
  const metricsAddress = `127.0.0.1:${await findFreePort()}`;
  const trial = await Trial.prepare({
    rows: 20,
    provider: { prices, maxInFlight: 4, latencyMilliseconds: 100 },
    environment: { METRICS_ADDRESS: metricsAddress, LOG_LEVEL: 'INFO' },
  });
  onTestFinished(() => trial.close());
  await trial.startServer();
  const worker = trial.startWorker();
  await worker.untilReady();
  const run = await trial.start();
  expect(await trial.untilEnded(run)).toBe('COMPLETED');
  const { usage, costUsd } = await run.result();
  const samples = await scrape(metricsAddress);

  for (const [model, { calls, promptTokens, completionTokens }] of Object.entries(usage)) {
    const labels = new RegExp(`model="${model.split('/')[1]}"`);
    expect(sum(samples, 'llm_calls_in_flight', labels)).toBe(0);
    expect(
      [...samples].filter(
        ([series]) =>
          series.startsWith('llm_calls_total{') &&
          labels.test(series) &&
          series.includes('outcome="answered"'),
      ),
    ).toEqual([[expect.any(String), calls]]);
    expect(sum(samples, 'llm_tokens_total', labels)).toBe(promptTokens + completionTokens);
  }
  expect(costUsd).toBeGreaterThan(0);
  expect(sum(samples, 'llm_cost_microdollars_total', /provider="scripted"/)).toBe(
    Math.round((costUsd ?? NaN) * 1e6),
  );
  expect(sum(samples, 'llm_cost_microdollars_total', /model="judge"/)).toBe(0);
  expect(sum(samples, 'temporal_workflow_completed_total', /./)).toBeGreaterThan(0);

  // The provider answered with 429 beyond four at a time: no failure here, and none in Temporal's own metrics.
  expect(sum(samples, 'llm_calls_total', /outcome="rate_limited"/)).toBeGreaterThan(0);
  expect(sum(samples, 'llm_calls_total', /outcome="failed"/)).toBe(0);
  expect(sum(samples, 'temporal_activity_execution_failed_total', /./)).toBe(0);

  await until('the worker has logged the end', () => worker.output().includes('"Run published"'));
  const events = worker
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { message: string });
  const count = (message: string) => events.filter((event) => event.message === message).length;
  expect(count('Run planned')).toBe(1);
  expect(count('Shard written')).toBe(1);
  expect(count('Run published')).toBe(1);
  expect(count('A provider limits the rate of calls, which are made again when it says')).toBe(1);
});

test('an address that is taken ends the worker with a line that names it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'capybara-metrics-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const environment = { METRICS_ADDRESS: inject('temporalAddress') };
  const { code, output } = await runCommand({ folder, environment }, ['worker']);
  expect(code).toBe(1);
  expect(output).toMatch(/^METRICS_ADDRESS "127\.0\.0\.1:\d+" could not be opened: .*\n$/);
});
