import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { RetryNotices } from '../../src/activities/retry-notices.ts';
import type { FailedAttempt } from '../../src/contract/retried-calls.ts';

const pond = { workflowId: 'ponds/shard-00000', runId: '1' };
const reed = { workflowId: 'reeds/shard-00000', runId: '2' };
const pauses = { beforeFirst: 5, between: 60 };

function attempt(activityId: string, attempts: number): FailedAttempt {
  return { activityId, attempts, says: 'HTTP 503', nextAt: '2026-01-01T00:00:00.000Z' };
}

function counting() {
  const sent: string[] = [];
  const send = (shard: typeof pond, attempts: readonly FailedAttempt[]) => {
    sent.push(
      `${shard.workflowId}: ${attempts.map((each) => `${each.activityId} ${each.attempts}`).join(', ')}`,
    );
    return Promise.resolve();
  };
  return { sent, send };
}

test('calls that fail together are told together, of each call what came last', async () => {
  const { sent, send } = counting();
  const notices = new RetryNotices(pauses);
  for (const each of [attempt('call-1', 3), attempt('call-2', 3), attempt('call-1', 4)])
    notices.note(pond, each, send);
  await sleep(30);
  expect(sent).toEqual(['ponds/shard-00000: call-1 4, call-2 3']);
});

test('what comes soon after a notice waits for the next; other shards have their own', async () => {
  const { sent, send } = counting();
  const notices = new RetryNotices(pauses);
  notices.note(pond, attempt('call-1', 3), send);
  await sleep(20);
  notices.note(pond, attempt('call-1', 4), send);
  notices.note(reed, attempt('call-9', 3), send);
  await sleep(30);
  expect(sent).toEqual(['ponds/shard-00000: call-1 3', 'reeds/shard-00000: call-9 3']);
  await sleep(60);
  expect(sent.slice(2)).toEqual(['ponds/shard-00000: call-1 4']);
});

test('a notice that does not arrive hinders no later one', async () => {
  const { sent, send } = counting();
  const notices = new RetryNotices(pauses);
  notices.note(pond, attempt('call-1', 3), () => Promise.reject(new Error('the shard has ended')));
  await sleep(120);
  notices.note(pond, attempt('call-1', 4), send);
  await sleep(30);
  expect(sent).toEqual(['ponds/shard-00000: call-1 4']);
});
