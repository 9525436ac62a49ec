import { expect, test } from 'vitest';
import { limits } from '../../src/contract/limits.ts';
import { jsonBytes } from '../../src/contract/text-size.ts';
import type { Judgement } from '../../src/preference/judgement.ts';
import { keepColumns, type KeptRow } from '../../src/preference/keep-columns.ts';
import { keptRowThatFits } from '../../src/workflows/kept-row-that-fits.ts';
import { answer } from '../preference/candidates.ts';
import { pairedRow, unreadableRow } from '../preference/kept-rows.ts';

/** As much as its parts may have: 1 MB of answers, 256 KB of messages, and what so many judgements say of two candidates. */
function largestRow(judgements: number, rationale: string): KeptRow {
  const prompt = [{ role: 'user' as const, content: 'x'.repeat(limits.rowBytes) }];
  const half = 'y'.repeat(limits.candidateBytes / 2 - 2);
  const judgement: Judgement = {
    judge: 'j',
    aspect: 'helpfulness',
    order: [0, 1],
    ratings: [5, 1],
    rationales: [rationale, 'No.'],
    types: [[1], null],
    typeRationales: [rationale, null],
  };
  return keepColumns({
    conversation: { rowId: 'garden/0', source: 'garden', messages: prompt },
    prompt,
    candidates: [answer('a', half), answer('b', half)],
    judgements: Array.from({ length: judgements }, () => judgement),
    judgeLosses: [],
    calls: [],
    combined: { ratings: [5, 1], judges: [], disagreement: null },
    outcome: { chosen: 0, rejected: 1 },
  });
}

test.each([
  ['two judgements of the longest rationales', 2, 'z'.repeat(120_000)],
  ['as many judgements as a row may have', limits.judgements, 'z'.repeat(20_000)],
  ['rationales that JSON spells out', 8, '\u0001'.repeat(20_000)],
  ['rationales outside of Latin', 8, 'घास '.repeat(10_000)],
])(
  'a row of the largest answers and %s fits a payload: what the judges say is cut, and says so',
  (_title, judgements, rationale) => {
    const row = largestRow(judgements, rationale);
    expect(jsonBytes(row)).toBeGreaterThan(limits.keptRowBytes);
    const kept = keptRowThatFits(row);
    expect(jsonBytes(kept)).toBeLessThanOrEqual(limits.keptRowBytes);
    expect(kept.columns?.generations).toEqual(row.columns?.generations);
    expect(kept.columns?.ratings).toEqual([5, 1]);
    expect(kept.columns?.judgements).toHaveLength(judgements);
    expect(kept.columns?.judgements[0]?.rationales[0]).toContain('more characters of this rationale');
    expect(kept.columns?.judgements[0]?.rationales[1]).toBe('No.');
    expect(kept.columns?.judgements[0]?.typeRationales?.[1]).toBeNull();
  },
);

test('a row that fits, and one without columns, stay as they are', () => {
  const row = pairedRow('garden/0');
  expect(keptRowThatFits(row)).toBe(row);
  const unreadable = unreadableRow('garden/1');
  expect(keptRowThatFits(unreadable)).toBe(unreadable);
});
