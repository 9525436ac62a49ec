import { expect, test } from 'vitest';
import {
  alwaysDrawn,
  boundsOfDraw,
  drawnGenerators,
  type PoolMember,
} from '../../src/preference/draw-generators.ts';

const names = ['ash', 'birch', 'cedar', 'elm', 'fir', 'hazel', 'larch', 'oak'];
const members: PoolMember[] = names.map((name) => ({ name, weight: 1 }));
const pool = { perRow: 4, always: ['ash'] };
const rows = Array.from({ length: 4_000 }, (_, row) => `trees.jsonl/${row}`);

function namesDrawn(rowId: string, among = members, from: { perRow: number; always: string[] } = pool) {
  return drawnGenerators(among, from, { seed: 42, rowId }).map(({ name }) => name);
}

function timesDrawn(among: PoolMember[], from: { perRow: number; always: string[] }): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of rows.flatMap((rowId) => namesDrawn(rowId, among, from))) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

test('without a pool, or one that says no number, every generator answers', () => {
  const keys = { seed: 42, rowId: 'trees.jsonl/0' };
  expect(drawnGenerators(members, undefined, keys)).toEqual(members);
  expect(drawnGenerators(members, { always: [] }, keys)).toEqual(members);
});

test('the draws of a seed are these, on every machine', () => {
  expect(rows.slice(0, 8).map((rowId) => namesDrawn(rowId).join(' '))).toEqual([
    'ash cedar elm oak',
    'ash birch fir larch',
    'ash elm larch oak',
    'ash birch cedar elm',
    'ash elm hazel larch',
    'ash fir larch oak',
    'ash birch elm hazel',
    'ash elm fir larch',
  ]);
});

test('four of eight, one of them always: each of the others has three sevenths of the rows, within chance', () => {
  const counts = timesDrawn(members, pool);
  expect(counts.get('ash')).toBe(rows.length);
  const share = 3 / 7;
  const fiveDeviations = 5 * Math.sqrt(rows.length * share * (1 - share));
  for (const name of names.slice(1)) {
    expect(Math.abs((counts.get(name) ?? 0) - rows.length * share), name).toBeLessThan(fiveDeviations);
  }
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(4 * rows.length);
});

test('weights are the odds of the first draw', () => {
  const weighed = [
    { name: 'ash', weight: 6 },
    { name: 'birch', weight: 3 },
    { name: 'cedar', weight: 0.5 },
    { name: 'elm', weight: 0.5 },
  ];
  const counts = timesDrawn(weighed, { perRow: 1, always: [] });
  for (const { name, weight } of weighed) {
    const share = weight / 10;
    const fiveDeviations = 5 * Math.sqrt(rows.length * share * (1 - share));
    expect(Math.abs((counts.get(name) ?? 0) - rows.length * share), name).toBeLessThan(fiveDeviations);
  }
});

test('two of three by weight: a pair is drawn as often as drawing one after the other would', () => {
  const weighed = [
    { name: 'ash', weight: 4 },
    { name: 'birch', weight: 2 },
    { name: 'cedar', weight: 1 },
  ];
  const pairs = rows.map((rowId) => namesDrawn(rowId, weighed, { perRow: 2, always: [] }).join(' '));
  const share = (4 / 7) * (2 / 3) + (2 / 7) * (4 / 5);
  const fiveDeviations = 5 * Math.sqrt(rows.length * share * (1 - share));
  const ashAndBirch = pairs.filter((pair) => pair === 'ash birch').length;
  expect(Math.abs(ashAndBirch - rows.length * share)).toBeLessThan(fiveDeviations);
});

test('a generator that comes into a pool takes the place of one at most, and moves no other', () => {
  const more = [{ name: 'yew', weight: 1 }, ...members];
  for (const rowId of rows.slice(0, 500)) {
    const before = namesDrawn(rowId);
    const after = namesDrawn(rowId, more);
    const lost = before.filter((name) => !after.includes(name));
    expect(lost.length).toBe(after.includes('yew') ? 1 : 0);
  }
});

test('draws are in the order of the configuration, whatever that is', () => {
  const turned = members.toReversed();
  for (const rowId of rows.slice(0, 100)) {
    expect(namesDrawn(rowId, turned).toReversed()).toEqual(namesDrawn(rowId));
  }
});

test('a tier stands for all of its generators, unless a generator is called that', () => {
  const tiered: PoolMember[] = [
    { name: 'ash', weight: 1, tier: 'weak' },
    { name: 'birch', weight: 1, tier: 'strong' },
    { name: 'cedar', weight: 1, tier: 'weak' },
  ];
  expect(alwaysDrawn(tiered, { always: ['weak'] }).map(({ name }) => name)).toEqual(['ash', 'cedar']);
  const called = [...tiered, { name: 'weak', weight: 1 }];
  expect(alwaysDrawn(called, { always: ['weak'] }).map(({ name }) => name)).toEqual(['weak']);
});

test('an amount adds up to the least and the most that any draw has', () => {
  const sized = [3, 1, 4, 1, 5].map((samples, at) => ({ name: names[at] ?? '', samples }));
  const samplesOf = ({ samples }: { samples: number }) => samples;
  expect(boundsOfDraw(sized, undefined, samplesOf)).toEqual({ least: 14, most: 14 });
  expect(boundsOfDraw(sized, { perRow: 3, always: ['birch'] }, samplesOf)).toEqual({ least: 5, most: 10 });
});
