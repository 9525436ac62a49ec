import { expect, test } from 'vitest';
import { parseRunInput } from '../../src/contract/run-input.schema.ts';

const generators = [
  { model: 'a/oak', tier: 'strong' },
  { model: 'a/elm', tier: 'strong', samples: 2 },
  { model: 'a/reed', tier: 'weak' },
];

function problemsOf(changes: Record<string, unknown>): string[] {
  const parsed = parseRunInput({
    source: { path: 'letters.jsonl' },
    generators,
    judges: [{ model: 'a/judge' }],
    output: { path: 'out/letters' },
    ...changes,
  });
  return 'problems' in parsed ? parsed.problems : [];
}

test.each<[string, Record<string, unknown>]>([
  ['candidates.perRow: 4 of 3 generators cannot be drawn', { candidates: { perRow: 4 } }],
  [
    'candidates.always: no generator is called "pine": they are called "oak", "elm", "reed"',
    { candidates: { perRow: 2, always: ['pine'] } },
  ],
  [
    'candidates.always: no generator is called "weak" or has "tier": "weak"',
    { generators: generators.slice(0, 2), candidates: { perRow: 1, always: ['weak'] } },
  ],
  [
    'candidates.perRow: is 1, but 2 generators are in every row: "oak", "elm"',
    { candidates: { perRow: 1, always: ['strong'] } },
  ],
  [
    'candidates.always: goes with "perRow": without it every generator answers every row',
    { candidates: { always: ['oak'] } },
  ],
  ['candidates.always: has a name twice', { candidates: { perRow: 2, always: ['oak', 'oak'] } }],
  ['candidates.weights: is not a known key', { candidates: { perRow: 2, weights: {} } }],
  ['candidates.systemPrompts: needs a system prompt', { candidates: { systemPrompts: [] } }],
  ['candidates.systemPrompts: has a system prompt twice', { candidates: { systemPrompts: ['A', 'A'] } }],
  [
    'generators: one candidate makes no pair: add a generator, samples or the original, ' +
      'or say "source": {"candidates": true} where the rows hold some',
    { candidates: { perRow: 1 }, original: false },
  ],
  [
    'generators[0].tier: must be one of "strong", "weak"',
    { generators: [{ model: 'a/oak', tier: 'middling' }] },
  ],
  [
    'generators[0].temperature: must be a number from 0 to 2, or a range of them, such as [0.2, 1.2]',
    { generators: [{ model: 'a/oak', temperature: 'hot' }] },
  ],
  [
    'generators[0].temperature: must be a range from the lower to the higher temperature',
    { generators: [{ model: 'a/oak', temperature: [1.2, 0.2] }] },
  ],
  [
    'generators[0].systemPrompts: takes the place of "systemPrompt": give one of the two',
    { generators: [{ model: 'a/oak', systemPrompt: 'A', systemPrompts: ['B'] }] },
  ],
])('%s', (problem, changes) => {
  expect(problemsOf(changes)).toEqual([problem]);
});

test('a pool of many generators is good as long as what one row is asked stays inside the bounds', () => {
  const many = Array.from({ length: 60 }, (_, at) => ({ model: `a/m${at}` }));
  expect(problemsOf({ generators: many })).toEqual(['generators: 61 candidates a row: at most 50']);
  expect(problemsOf({ generators: many, candidates: { perRow: 4 } })).toEqual([]);
});

test('weights and tiers have their defaults', () => {
  const parsed = parseRunInput({
    source: { path: 'letters.jsonl' },
    generators: [{ model: 'a/oak' }, { model: 'a/elm', weight: 3, temperature: [0.2, 1.2] }],
    candidates: { perRow: 1 },
    judges: [{ model: 'a/judge' }],
    output: { path: 'out/letters' },
  });
  expect(parsed).toMatchObject({
    input: {
      generators: [{ weight: 1 }, { weight: 3, temperature: [0.2, 1.2] }],
      candidates: { perRow: 1, always: [] },
    },
  });
});

test.each<[string, Record<string, unknown>]>([
  ['pairing.signal: must be one of "judged", "delta", "both"', { pairing: { signal: 'rated' } }],
  [
    'pairing.signal: "delta" pairs a strong model\'s answer with a weak one\'s: no candidate has "tier": "weak"',
    { generators: generators.slice(0, 2), pairing: { signal: 'delta' } },
  ],
  [
    'pairing.signal: "both" pairs a strong model\'s answer with a weak one\'s: no candidate has "tier": "strong"',
    { generators: generators.slice(2), original: { name: 'old', tier: 'weak' }, pairing: { signal: 'both' } },
  ],
  [
    'candidates.always: a row may be drawn no weak generator, and would be paid for no pair: add "weak", or the name of one',
    { candidates: { perRow: 2 }, pairing: { signal: 'delta' } },
  ],
  [
    'pairing.between.one: no candidate is called "pine": they are called "oak", "elm", "reed", "original"',
    { pairing: { between: { one: 'pine' } } },
  ],
  [
    'pairing.between.one: "ivy" stands in no delta pair: give it a "tier"',
    {
      generators: [...generators, { model: 'a/ivy' }],
      pairing: { signal: 'delta', between: { one: 'ivy' } },
    },
  ],
  ['pairing.between.both: is not a known key', { pairing: { between: { one: 'oak', both: 'elm' } } }],
  [
    'candidates.perRow: is 1, but 2 generators are in every row: "oak", "reed"',
    { candidates: { perRow: 1, always: ['reed'] }, pairing: { between: { one: 'oak' } } },
  ],
  ['judges: is missing', { judges: undefined }],
  ['judges: needs a judge', { judges: [], pairing: { signal: 'both' } }],
])('%s', (problem, changes) => {
  expect(problemsOf(changes)).toEqual([problem]);
});

test.each([{ judges: undefined }, { judges: [] }, {}])(
  'delta pairs need no judge, and have none: %j',
  (changes) => {
    const parsed = parseRunInput({
      source: { path: 'letters.jsonl' },
      generators,
      judges: [{ model: 'a/judge' }],
      pairing: { signal: 'delta' },
      output: { path: 'out/letters' },
      ...changes,
    });
    expect(parsed).toMatchObject({ input: { judges: [] } });
  },
);
