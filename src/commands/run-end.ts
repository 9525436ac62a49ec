import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowFailedError, type Client } from '@temporalio/client';
import type { RunSummary } from '../contract/run.ts';
import type { RunHandle } from './find-run.ts';
import { whyNoAnswer } from './watch/why-no-answer.ts';

const betweenTries = 2_000;

export type RunEnd = { summary: RunSummary } | { problem: string };

/** Waits for a run to end, also over a restart of the server; `signal` gives up. */
export async function untilRunEnds(client: Client, run: RunHandle, signal: AbortSignal): Promise<RunEnd> {
  for (;;) {
    try {
      return { summary: await client.withAbortSignal(signal, () => run.result()) };
    } catch (error) {
      if (error instanceof WorkflowFailedError) {
        return { problem: `Run "${run.workflowId}" ${howItEnded(error)}` };
      }
      if (signal.aborted || whyNoAnswer(error) === undefined) throw error;
      await sleep(betweenTries);
    }
  }
}

function howItEnded({ cause, message }: WorkflowFailedError): string {
  if (!cause) return `did not end well: ${message}`;
  switch (cause.name) {
    case 'CancelledFailure':
      return 'was cancelled.';
    case 'TerminatedFailure':
      return `was terminated: ${cause.message}`;
    default:
      return `failed. ${cause.message}`;
  }
}
