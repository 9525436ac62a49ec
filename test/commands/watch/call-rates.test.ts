import { expect, test } from 'vitest';
import { rateCalls } from '../../../src/commands/watch/call-rates.ts';

const usage = (calls: number) => ({
  'a/m': { calls, promptTokens: 0, completionTokens: 0, costUsd: null },
});

test('after one look there is no rate', () => {
  expect(rateCalls()(usage(40), 0)).toEqual({});
});

test('a rate counts what came since the first look', () => {
  const ratesOf = rateCalls();
  ratesOf(usage(40), 0);
  expect(ratesOf(usage(50), 30_000)).toEqual({ 'a/m': 20 });
});

test('a rate forgets what is older than a minute', () => {
  const ratesOf = rateCalls();
  ratesOf(usage(0), 0);
  ratesOf(usage(600), 10_000);
  expect(ratesOf(usage(610), 70_000)).toEqual({ 'a/m': 10 });
});

test('a model that is called for the first time counts from 0', () => {
  const ratesOf = rateCalls();
  ratesOf({}, 0);
  expect(ratesOf(usage(5), 30_000)).toEqual({ 'a/m': 10 });
});
