import { expect, test } from 'vitest';
import { ChatFailure } from '../../src/models/chat-failure.ts';
import type { Failure } from '../../src/contract/failures.ts';
import { withRateLimitNotice } from '../../src/models/rate-limit-notice.ts';
import { neverAborted, request } from './fixtures.ts';

function failingWith(type: Failure['type']) {
  const said: number[] = [];
  const clock = { now: 0 };
  const chatModel = withRateLimitNotice(
    { complete: () => Promise.reject(new ChatFailure({ type, message: 'm' }, 'never')) },
    (limited) => said.push(limited),
    () => clock.now,
  );
  const call = () => chatModel.complete(request, neverAborted).catch((error: unknown) => error);
  return { said, clock, call };
}

test('rate limits are told once a minute, with their number', async () => {
  const { said, clock, call } = failingWith('Llm.RateLimited');
  for (clock.now = 0; clock.now <= 120_000; clock.now += 10_000) await call();
  expect(said).toEqual([1, 6, 6]);
});

test('the failure itself goes on to the caller', async () => {
  expect(await failingWith('Llm.RateLimited').call()).toBeInstanceOf(ChatFailure);
});

test('other failures are not told', async () => {
  const { said, call } = failingWith('Llm.Unavailable');
  await call();
  expect(said).toEqual([]);
});
