import { readdir } from 'node:fs/promises';
import { expect } from 'vitest';
import { isTemporaryName } from '../../../src/storage/write-file.ts';
import { draw } from '../../scripted-provider/draw.ts';
import { until } from '../until.ts';
import { Trial } from './trial.ts';

/**
 * Kills the only worker between the keeping of answers and their completion, as often as is said, each time at a moment
 * of a seed of its own: no answer that was kept is paid again.
 */
export async function killBetweenKeepingAndCompletion(rows: number, kills: number): Promise<void> {
  const calls = rows * 4;
  /** How many requests the provider has had when a kill comes. */
  const moments = Array.from({ length: kills }, (_, seed) =>
    Math.ceil(((seed + draw('kept', seed)) / (kills + 0.5)) * calls),
  );
  const trial = await Trial.prepare({ rows, keepsAnswers: true, provider: { latencyMilliseconds: 60 } });
  try {
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
    expect(unheard).toBeGreaterThan(2 * kills);
    const charged = { paid: calls + notKept, paidAgain: notKept };
    expect(await trial.provider.counts()).toMatchObject(charged);
    expect(await filesIn(trial.answersFolder)).toBe(calls);
    const { usage } = await run.result();
    expect(Object.values(usage).map((used) => used.calls)).toEqual([rows, rows, rows, rows]);
  } finally {
    await trial.close();
  }
}

async function filesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && !isTemporaryName(entry.name)).length;
}
