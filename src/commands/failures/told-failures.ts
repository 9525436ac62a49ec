import type { Client } from '@temporalio/client';
import { progressQuery } from '../../contract/steering.ts';
import type { LastDrop } from '../../contract/last-drops.ts';
import type { RetriedCalls } from '../../contract/retried-calls.ts';
import type { FoundRun } from '../find-run.ts';
import { whyNoAnswer } from '../watch/why-no-answer.ts';

const longestAnswer = 5_000;

export interface ToldFailures {
  dropped: Readonly<Record<string, number>>;
  /** Known to the run before they are written. */
  lastDrops: LastDrop[];
  /** None of a run that has ended. */
  retrying: RetriedCalls[];
}

/** What a run itself says of its losses: its result, or, while a worker can ask it, its progress. */
export async function toldFailures(
  client: Client,
  { run, description }: FoundRun,
): Promise<ToldFailures | undefined> {
  if (description.status.name === 'COMPLETED') {
    return { dropped: (await run.result()).dropped, lastDrops: [], retrying: [] };
  }
  try {
    const progress = await client.withDeadline(Date.now() + longestAnswer, () => run.query(progressQuery));
    return description.status.name === 'RUNNING' ? progress : { ...progress, retrying: [] };
  } catch (error) {
    if (whyNoAnswer(error) === undefined) throw error;
    return undefined;
  }
}
