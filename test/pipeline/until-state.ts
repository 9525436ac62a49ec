import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { progressQuery, type Progress, type RunState } from '../../src/contract/steering.ts';
import type { Run } from './with-pipeline.ts';

/** Asks a run for its progress until it is in a state; a run that ends first fails the test. */
export async function untilState(run: Run, state: RunState): Promise<Progress> {
  for (;;) {
    const progress = await run.query(progressQuery);
    if (progress.state === state) return progress;
    expect(['failed', 'completed', 'cancelled']).not.toContain(progress.state);
    await sleep(50);
  }
}
