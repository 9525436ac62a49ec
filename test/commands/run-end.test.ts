import { getEventListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { expect, test } from 'vitest';
import type { RunSummary } from '../../src/contract/run.ts';
import type { RunHandle } from '../../src/commands/find-run.ts';
import { untilRunEnds } from '../../src/commands/run-end.ts';

/** Polls as the SDK does: each listens to the signal it was given, and goes on listening when it is over. */
function clientThatPolls(polls: number) {
  let made = 0;
  let mostListeners = 0;
  let signal: AbortSignal | undefined;
  const client = {
    withAbortSignal: (given: AbortSignal, wait: () => Promise<unknown>) => {
      signal = given;
      return wait();
    },
  } as unknown as Client;
  const run = {
    workflowId: 'letters',
    result: async () => {
      const given = signal;
      while (made < polls) {
        made += 1;
        given?.addEventListener('abort', () => undefined);
        await sleep(1);
        if (given) mostListeners = Math.max(mostListeners, getEventListeners(given, 'abort').length);
        given?.throwIfAborted();
      }
      return { rows: 8 } as RunSummary;
    },
  } as unknown as RunHandle;
  return { client, run, mostListeners: () => mostListeners };
}

test('waiting for a run leaves no growing crowd of listeners behind, however often it polls', async () => {
  const leaving = new AbortController();
  const { client, run, mostListeners } = clientThatPolls(100);
  expect(await untilRunEnds(client, run, leaving.signal, 5)).toEqual({ summary: { rows: 8 } });
  expect(mostListeners()).toBeGreaterThan(0);
  // Node warns of a leak from 11 listeners on.
  expect(mostListeners()).toBeLessThan(11);
  expect(getEventListeners(leaving.signal, 'abort')).toHaveLength(0);
});

test('leaving ends the wait', async () => {
  const leaving = new AbortController();
  const { client, run } = clientThatPolls(Infinity);
  const waiting = untilRunEnds(client, run, leaving.signal, 5);
  leaving.abort(new Error('left'));
  await expect(waiting).rejects.toThrow('left');
});
