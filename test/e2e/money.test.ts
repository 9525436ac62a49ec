import { readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { progressQuery } from '../../src/contract/steering.ts';
import { readRunJson } from './trial/data-files.ts';
import { Trial } from './trial/trial.ts';
import { until } from './until.ts';

const prices = {
  notus: { prompt: 3, completion: 15 },
  beagle: { prompt: 1, completion: 2 },
  hermes: { prompt: 150, completion: 600 },
  judge: { prompt: 2000, completion: 8000 },
};

/** Until what the provider had answered has reached the worker: half a second without a word from either side. */
async function untilQuiet(trial: Trial): Promise<void> {
  let before = '';
  await until('the provider is quiet', async () => {
    const now = JSON.stringify(await trial.provider.counts());
    await sleep(500);
    const isQuiet = now === before;
    before = now;
    return isQuiet;
  });
}

test(
  'the money of a run is that of its provider, to the cent, however its server and its workers are killed',
  { timeout: 120_000 },
  async () => {
    const trial = await Trial.prepare({
      rows: 40,
      keepsAnswers: true,
      provider: { latencyMilliseconds: 150, prices },
    });
    onTestFinished(() => trial.close());
    await trial.startServer();
    const worker = trial.startWorker();
    await worker.untilReady();
    const run = await trial.start();

    // Answers that the worker has, and that no server knows of.
    await trial.untilReceived(40);
    await trial.server.kill();
    await untilQuiet(trial);
    await worker.kill();
    const kept = await readdir(trial.answersFolder, { recursive: true });
    await trial.startServer();
    const second = trial.startWorker();
    await second.untilReady();

    // Requests that the provider has, and has not answered.
    await trial.untilReceived(90);
    await trial.provider.be('hanging');
    await untilQuiet(trial);
    await second.kill();
    await trial.provider.be('answering');
    await trial.startWorker().untilReady();

    expect(await trial.untilEnded(run)).toBe('COMPLETED');
    const { chargedMillionths, aborted, paid } = await trial.provider.counts();
    const { costUsd, usage } = await run.result();
    expect(kept.length).toBeGreaterThan(20);
    expect(aborted).toBeGreaterThan(0);
    expect(paid).toBe(160);
    expect(Object.values(usage).map(({ calls }) => calls)).toEqual([40, 40, 40, 40]);
    expect(chargedMillionths).toBeGreaterThan(1_000_000);
    expect(Math.round((costUsd ?? NaN) * 1_000_000)).toBe(chargedMillionths);
    expect((await run.query(progressQuery)).cost).toEqual({
      usd: costUsd,
      budgetUsd: null,
      unpriced: [],
      estimated: [],
    });
    expect(await readRunJson(trial.outputFolder)).toMatchObject({ costUsd });
  },
);
