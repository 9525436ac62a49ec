import { expect, onTestFinished, test } from 'vitest';
import { Trial } from './trial/trial.ts';
import { until } from './until.ts';

test('a worker that finds no server says so, keeps trying, and works when one comes up', async () => {
  const trial = await Trial.prepare({ rows: 2 });
  onTestFinished(() => trial.close());
  const worker = trial.startWorker();
  await until('the worker says that there is no server', () =>
    worker.output().includes('No Temporal server at'),
  );
  await trial.startServer();
  await worker.untilReady();
  expect(await trial.untilEnded(await trial.start())).toBe('COMPLETED');
});

test('a worker told to stop finishes its calls in flight and ends well', async () => {
  const trial = await Trial.prepare({ rows: 4, provider: { latencyMilliseconds: 800 } });
  onTestFinished(() => trial.close());
  await trial.startServer();
  const worker = trial.startWorker();
  await worker.untilReady();
  const run = await trial.start();
  await trial.untilReceived(4);
  expect(await worker.terminate()).toBe(0);
  const { paid, aborted, inFlight } = await trial.provider.counts();
  expect({ aborted, inFlight }).toEqual({ aborted: 0, inFlight: 0 });
  expect(paid).toBeGreaterThanOrEqual(4);
  await trial.startWorker().untilReady();
  expect(await trial.untilEnded(run)).toBe('COMPLETED');
  expect((await trial.provider.counts()).paid).toBe(16);
});
