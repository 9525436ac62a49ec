import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { progressQuery, type Progress } from '../../src/contract/steering.ts';
import type { RunHandle } from './run-with-fakes.ts';

const ended = ['completed', 'failed', 'cancelled'];

/** Asks a run until its progress is as wanted; a run that ends before fails the test. */
export async function untilProgress(
  run: RunHandle,
  isWanted: (progress: Progress) => boolean,
): Promise<Progress> {
  for (;;) {
    const progress = await run.query(progressQuery);
    if (isWanted(progress)) return progress;
    expect(ended).not.toContain(progress.state);
    await sleep(50);
  }
}

export async function untilState(run: RunHandle, wanted: Progress['state']): Promise<Progress> {
  return await untilProgress(run, ({ state }) => state === wanted);
}
