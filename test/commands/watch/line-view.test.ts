import { expect, test } from 'vitest';
import { describeProgress, lineView } from '../../../src/commands/watch/line-view.ts';
import { progress, snapshot } from './progress.ts';

function view() {
  const lines: string[] = [];
  return { lines, ...lineView((line) => lines.push(line)) };
}

test('a paused run says why, in words a terminal does not obey', () => {
  const pause = { reason: 'Llm.QuotaExceeded', message: '\u001b[2Jno credit\nleft' } as const;
  expect(describeProgress(progress({ state: 'paused', pause }))).toMatch(/^paused \(no credit left\): 50 of/);
});

test('while planning goes on there may be more rows', () => {
  const rows = { planned: 100, allPlanned: false, done: 0, inFlight: 0, left: 100 };
  expect(describeProgress(progress({ rows }))).toContain('0 of 100+ rows');
});

test('a run of a moment has no rate and no cost to tell', () => {
  const changes = {
    rate: { rowsPerMinute: 0, callsPerMinute: 0 },
    cost: { usd: 0, budgetUsd: null, unpriced: [], estimated: [] },
    projected: { secondsLeft: null, usdTotal: null },
  };
  expect(describeProgress(progress(changes))).toBe(
    'running: 50 of 100 rows · 4 in flight · 47 pairs · 3 dropped · 102 calls',
  );
});

test('what is not known costs no $0.00', () => {
  const cost = { usd: 0, budgetUsd: null, unpriced: ['a/notus'], estimated: [] };
  expect(describeProgress(progress({ cost }))).toContain(' · cost not known: 1 model without a price · ');
  expect(describeProgress(progress({ cost }))).not.toContain('$0.00');
});

test('a budget that nothing was spent of is told', () => {
  const cost = { usd: 0, budgetUsd: 5, unpriced: [], estimated: [] };
  expect(describeProgress(progress({ cost }))).toContain('$0.00 of $5.00 spent');
});

test('a run that waits says for what', () => {
  const none = { planned: 0, allPlanned: false, done: 0, inFlight: 0, left: 0 };
  expect(describeProgress(progress({ state: 'planning', rows: none }))).toBe('planning: reading the source');
  expect(describeProgress(progress({ state: 'failed', rows: none }))).toBe('failed');
  const done = { planned: 100, allPlanned: true, done: 100, inFlight: 0, left: 0 };
  expect(describeProgress(progress({ state: 'publishing', rows: done }))).toBe(
    'publishing: 100 of 100 rows · 47 pairs · 3 dropped · 102 calls · $0.42 of $5.00 spent · ' +
      '1 model without a price · writing the dataset',
  );
});

test('a run is one line, with models and reasons added up', () => {
  expect(describeProgress(progress())).toBe(
    'running: 50 of 100 rows · 4 in flight · 47 pairs · 3 dropped · 102 calls · 25 rows a minute · ' +
      '$0.42 of $5.00 spent · 1 model without a price · $0.84 projected · 2 min 5 s left',
  );
});

test('a new state is said at once, other news every ten seconds, and the last when the view closes', () => {
  const { lines, show, close } = view();
  show(snapshot({ lastDrops: [] }, 0));
  show(snapshot({ lastDrops: [], pairs: 48 }, 5));
  expect(lines).toHaveLength(1);
  show(snapshot({ lastDrops: [], state: 'publishing', pairs: 49 }, 6));
  show(snapshot({ lastDrops: [], state: 'publishing', pairs: 50 }, 17));
  show(snapshot({ lastDrops: [], state: 'publishing', pairs: 51 }, 18));
  close();
  expect(lines.map((line) => /(\d+) pairs/.exec(line)?.[1])).toEqual(['47', '49', '50', '51']);
});

test('each drop is said once', () => {
  const { lines, show, close } = view();
  show(snapshot({}, 0));
  show(snapshot({ pairs: 48 }, 20));
  close();
  expect(
    lines.filter((line) => line.includes('dropped ponds/9: Llm.Timeout: judge: no answer')),
  ).toHaveLength(1);
});

test('nothing new is nothing said', () => {
  const { lines, show, close } = view();
  show(snapshot({}, 0));
  const before = lines.length;
  show(snapshot({}, 60));
  close();
  expect(lines).toHaveLength(before);
});

test('why there is no news is said once until there is some', () => {
  const { lines, wait, show } = view();
  wait('No worker answers');
  wait('No worker answers');
  expect(lines).toEqual(['No worker answers']);
  show(snapshot({ lastDrops: [] }));
  wait('No worker answers');
  expect(lines).toHaveLength(3);
});

test('calls that are made again are said at once, and once a minute while they say the same', () => {
  const { lines, show } = view();
  const retried = {
    model: 'a/notus',
    calls: 4,
    attempts: 5,
    says: 'HTTP 503:\u001b[2J no slot\nis free',
    nextAt: '2026-01-01T00:00:20.000Z',
  };
  const retries = () => lines.filter((line) => line.includes('trying again'));
  show(snapshot({ lastDrops: [], retrying: [retried] }, 8));
  show(snapshot({ lastDrops: [], retrying: [{ ...retried, attempts: 6 }] }, 60));
  expect(retries()).toEqual([
    '  trying again: 4 calls of a/notus, 5 attempts so far, next in 12 s: HTTP 503: no slot is free',
  ]);
  show(snapshot({ lastDrops: [], retrying: [{ ...retried, says: 'HTTP 429' }] }, 61));
  show(snapshot({ lastDrops: [], retrying: [{ ...retried, attempts: 7 }] }, 68));
  expect(retries().slice(1)).toEqual([
    '  trying again: 4 calls of a/notus, 5 attempts so far, being tried now: HTTP 429',
    '  trying again: 4 calls of a/notus, 7 attempts so far, being tried now: HTTP 503: no slot is free',
  ]);
});
