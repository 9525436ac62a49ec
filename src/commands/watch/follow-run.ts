import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { progressQuery } from '../../contract/steering.ts';
import type { RunHandle } from '../find-run.ts';
import { rateCalls } from './call-rates.ts';
import { modelRoles, type ModelRole } from './expected-calls.ts';
import { inputOfRun } from './input-of-run.ts';
import type { RunView } from './run-view.ts';
import { whyNoAnswer } from './why-no-answer.ts';

const betweenQueries = 1_000;
const longestQuery = 5_000;
/** The run has ended, and its result is what counts. */
const longestLastQuery = 2_000;

export interface FollowedRun {
  client: Client;
  run: RunHandle;
  /** Settles when the run has ended; its rejection is the caller's. */
  ended: Promise<unknown>;
  /** Ends the view, and nothing else. */
  signal: AbortSignal;
}

/** Shows how a run is going, once a second, until it has ended or `signal` fires. The run never notices. */
export async function followRun(followed: FollowedRun, view: RunView): Promise<void> {
  const { ended, signal } = followed;
  const stopped = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const settled = ended.then(
    () => undefined,
    () => undefined,
  );
  const end = Promise.race([settled, stopped]).then(() => 'end' as const);
  const showNews = newsOf(followed, view);
  try {
    do {
      await Promise.race([showNews(), end]);
    } while ((await Promise.race([sleep(betweenQueries, 'going on' as const), end])) !== 'end');
    if (!signal.aborted) await showNews(longestLastQuery);
  } finally {
    view.close();
  }
}

function newsOf({ client, run, signal }: FollowedRun, view: RunView): (patience?: number) => Promise<void> {
  const ratesOf = rateCalls();
  let roles: readonly ModelRole[] | undefined;
  return async (patience = longestQuery) => {
    try {
      const progress = await client.withDeadline(Date.now() + patience, () => run.query(progressQuery));
      roles ??= await rolesOf(client, run);
      const at = Date.now();
      if (signal.aborted) return;
      view.show({ workflowId: run.workflowId, progress, roles, rates: ratesOf(progress.usage, at), at });
    } catch (error) {
      const why = whyNoAnswer(error);
      if (why === undefined) throw error;
      if (!signal.aborted) view.wait(why);
    }
  };
}

async function rolesOf(client: Client, run: RunHandle): Promise<readonly ModelRole[]> {
  const input = await inputOfRun(client, run.workflowId);
  return input ? modelRoles(input) : [];
}
