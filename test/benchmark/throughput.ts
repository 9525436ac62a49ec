import { expect, test } from 'vitest';
import { Trial } from '../e2e/trial/trial.ts';

const rows = 1_000;
const callsPerRow = 4;
const inFlight = 100;
const latencyMilliseconds = 2_390;

/** `npm run benchmark`: how close a run comes to what its models' latency alone would take. */
test('1,000 rows of four calls, 100 in flight, on a file-backed server', async () => {
  const trial = await Trial.prepare({
    rows,
    rowsInFlight: inFlight,
    maxConcurrentRequests: inFlight,
    provider: { latencyMilliseconds },
  });
  try {
    await trial.startServer();
    await trial.startWorker().untilReady();
    const startedAt = Date.now();
    expect(await trial.untilEnded(await trial.start(), 600)).toBe('COMPLETED');
    const seconds = (Date.now() - startedAt) / 1_000;
    const requests = await trial.provider.requests();
    const waited = requests.reduce(
      (sum, { receivedAt, finishedAt }) => sum + ((finishedAt ?? 0) - receivedAt),
      0,
    );
    const ideal = waited / 1_000 / inFlight;
    process.stdout.write(
      `${rows} rows, ${requests.length} calls of mean ${Math.round(waited / requests.length)} ms, ` +
        `${inFlight} in flight: ${seconds.toFixed(1)} s, ${(seconds / ideal).toFixed(2)} × calls × latency ÷ in flight; ` +
        `${((rows * callsPerRow) / seconds).toFixed(0)} calls/s\n`,
    );
  } finally {
    await trial.close();
  }
});
