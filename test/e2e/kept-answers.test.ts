import { readdir } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { isTemporaryName } from '../../src/storage/write-file.ts';
import { draw } from '../scripted-provider/draw.ts';
import { Trial } from './trial/trial.ts';
import { until } from './until.ts';

const rows = 50;
const calls = rows * 4;

/** How many requests the provider has had when a kill comes: one of these seeds after another. */
const moments = Array.from({ length: 10 }, (_, seed) =>
  Math.ceil(((seed + draw('kept', seed)) / 10.5) * calls),
);

test(
  'kill -9 between the keeping of answers and their completion, ten times: none is paid twice',
  { timeout: 300_000 },
  async () => {
    const trial = await Trial.prepare({
      rows,
      keepsAnswers: true,
      provider: { latencyMilliseconds: 60 },
    });
    onTestFinished(() => trial.close());
    await trial.startServer();
    await trial.startWorker().untilReady();
    const run = await trial.start();

    let unheard = 0;
    let notKept = 0;
    for (const moment of moments) {
      await trial.untilReceived(moment);
      // Answers come in and are kept, and the server hears of none.
      trial.server.freeze();
      const before = (await trial.provider.counts()).paid;
      const kept = await until('every answer that was paid is kept', async () => {
        const { inFlight, paid } = await trial.provider.counts();
        return inFlight === 0 && (await filesIn(trial.answersFolder)) === paid - notKept && paid;
      });
      unheard += kept - before;
      await trial.newestWorker().kill();
      // What it had been handed before the server froze it may still have asked, and not have read.
      await until('nobody asks any more', async () => (await trial.provider.counts()).inFlight === 0);
      notKept = (await trial.provider.counts()).paid - (await filesIn(trial.answersFolder));
      trial.server.thaw();
      await trial.startWorker().untilReady();
    }

    expect(await trial.untilEnded(run)).toBe('COMPLETED');
    expect(unheard).toBeGreaterThan(20);
    const charged = { paid: calls + notKept, paidAgain: notKept };
    expect(await trial.provider.counts()).toMatchObject(charged);
    expect(await filesIn(trial.answersFolder)).toBe(calls);
    const { usage } = await run.result();
    expect(Object.values(usage).map((used) => used.calls)).toEqual([rows, rows, rows, rows]);
  },
);

async function filesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && !isTemporaryName(entry.name)).length;
}
