import { expect, test } from 'vitest';
import { cutThought } from '../../../src/preference/thoughts/cut-thought.ts';
import { jsonBytes } from '../../../src/contract/text-size.ts';

test.each([
  ['Latin', 'grass '.repeat(2_000)],
  ['Devanagari', 'घास '.repeat(2_000)],
  ['emoji', '🦫'.repeat(2_000)],
  ['what JSON spells out', '\u0001'.repeat(2_000)],
])(
  'a thought in %s is cut to its bound, at a whole character, and says how much is missing',
  (_title, thought) => {
    const cut = cutThought(thought, 3_000, jsonBytes);
    expect(jsonBytes(cut)).toBeLessThanOrEqual(3_000);
    expect(jsonBytes(cut)).toBeGreaterThan(2_500);
    expect(cut).toBe(cut.toWellFormed());
    const [beginning = ''] = cut.split('\n\n[…');
    expect(thought.startsWith(beginning)).toBe(true);
    expect(cut).toContain(`[… ${thought.length - beginning.length} more characters`);
  },
);

test('a thought within its bound stays whole', () => {
  expect(cutThought('Hm.', 5, jsonBytes)).toBe('Hm.');
});
