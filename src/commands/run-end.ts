import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowFailedError, type Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { RunSummary } from '../contract/run.ts';
import type { RunHandle } from './find-run.ts';
import { whyNoAnswer } from './watch/why-no-answer.ts';

const betweenTries = 2_000;

/**
 * The SDK listens to a signal once for each of the polls that waiting is made of, and never ends that: each signal is
 * used for a few of them.
 */
const longestWait = 60_000;

/** A run that failed may have published what it had finished: then it has a summary too. */
export type RunEnd = { summary: RunSummary } | { problem: string; published?: RunSummary | undefined };

/** Waits for a run to end, also over a restart of the server; `signal` gives up. */
export async function untilRunEnds(
  client: Client,
  run: RunHandle,
  signal: AbortSignal,
  longestWaitMilliseconds = longestWait,
): Promise<RunEnd> {
  for (;;) {
    const waited = AbortSignal.timeout(longestWaitMilliseconds);
    try {
      const either = AbortSignal.any([signal, waited]);
      return { summary: await client.withAbortSignal(either, () => run.result()) };
    } catch (error) {
      if (error instanceof WorkflowFailedError) {
        return {
          problem: `Run "${run.workflowId}" ${howItEnded(error, run.workflowId)}`,
          published: publishedBy(error),
        };
      }
      if (waited.aborted && !signal.aborted) continue;
      if (signal.aborted || whyNoAnswer(error) === undefined) throw error;
      await sleep(betweenTries);
    }
  }
}

/** A failing run's own failure carries what it has published. */
function publishedBy({ cause }: WorkflowFailedError): RunSummary | undefined {
  if (!(cause instanceof ApplicationFailure)) return undefined;
  return cause.details?.[0] as RunSummary | undefined;
}

function howItEnded({ cause, message }: WorkflowFailedError, workflowId: string): string {
  const rest = `To publish what it had finished: npm run finish -- ${workflowId}`;
  if (!cause) return `did not end well: ${message}`;
  switch (cause.name) {
    case 'CancelledFailure':
      return `was cancelled. ${rest}`;
    case 'TerminatedFailure':
      return `was terminated: ${cause.message}. ${rest}`;
    default:
      return `failed. ${cause.message}`;
  }
}
