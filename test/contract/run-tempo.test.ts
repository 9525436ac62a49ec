import { expect, test } from 'vitest';
import { rateOf, withSample, type TempoSample } from '../../src/contract/run-tempo.ts';

/** A run that makes one row and four calls a second, with a sample each second. */
function steady(seconds: number): TempoSample[] {
  let samples: TempoSample[] = [];
  for (let second = 0; second <= seconds; second += 1) {
    samples = withSample(samples, { at: second * 1_000, rows: second, calls: second * 4 });
  }
  return samples;
}

test('without samples, or with one of this moment, there is no rate', () => {
  const none = { rowsPerMinute: 0, callsPerMinute: 0 };
  expect(rateOf([], 5)).toEqual(none);
  expect(rateOf([{ at: 5, rows: 3, calls: 9 }], 5)).toEqual(none);
});

test('a run whose rows stop coming loses its rate within a minute', () => {
  const samples = steady(100);
  expect(rateOf(samples, 130_000).rowsPerMinute).toBeCloseTo(30, -1);
  expect(rateOf(samples, 161_000)).toEqual({ rowsPerMinute: 0, callsPerMinute: 0 });
});

test('a run younger than a minute has the rate of its life', () => {
  expect(rateOf(steady(10), 10_000)).toEqual({ rowsPerMinute: 60, callsPerMinute: 240 });
});

test('the rate is that of the last minute, whatever came before', () => {
  const slow = steady(600);
  const fast = Array.from({ length: 60 }, (_, second) => ({
    at: 600_000 + (second + 1) * 1_000,
    rows: 600 + (second + 1) * 10,
    calls: 2_400 + (second + 1) * 40,
  }));
  const samples = fast.reduce<TempoSample[]>((taken, sample) => withSample(taken, sample), slow);
  expect(rateOf(samples, 660_000)).toEqual({ rowsPerMinute: 600, callsPerMinute: 2_400 });
});

test('however long a run, a minute of samples is kept', () => {
  expect(steady(3_600).length).toBeLessThan(25);
});
