import { expect, test } from 'vitest';
import { modelRoles } from '../../../src/commands/watch/expected-calls.ts';
import { parseRunInput } from '../../../src/contract/run-input.schema.ts';

test('a model is expected to be called for each sample, each aspect in each order, and once in each way before the rows', () => {
  const parsed = parseRunInput({
    source: { path: 'a.jsonl' },
    generators: [{ model: 'a/x', samples: 2 }, { model: 'a/both' }],
    judges: [{ model: 'a/j', aspects: ['helpfulness', 'honesty'], orders: 2 }, { model: 'a/both' }],
    output: { path: 'out' },
  });
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'));
  expect(modelRoles(parsed.input)).toEqual([
    { model: 'a/x', role: 'generate', callsPerRow: 2, questionsBefore: 1 },
    { model: 'a/both', role: 'generate, judge', callsPerRow: 2, questionsBefore: 2 },
    { model: 'a/j', role: 'judge', callsPerRow: 4, questionsBefore: 1 },
  ]);
});

function drawn(generators: object[], candidates: object): Record<string, number> {
  const parsed = parseRunInput({
    source: { path: 'a.jsonl' },
    generators,
    candidates,
    judges: [{ model: 'a/j' }],
    output: { path: 'out' },
  });
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'));
  return Object.fromEntries(modelRoles(parsed.input).map(({ model, callsPerRow }) => [model, callsPerRow]));
}

test('a model that is drawn is expected for its share of the rows', () => {
  const generators = [{ model: 'a/x' }, { model: 'a/y', samples: 2 }, { model: 'a/z' }];
  expect(drawn(generators, { perRow: 2, always: ['z'] })).toEqual({
    'a/x': 0.5,
    'a/y': 1,
    'a/z': 1,
    'a/j': 1,
  });
});

test('of weights that differ, nearly', () => {
  const generators = [{ model: 'a/x', weight: 3 }, { model: 'a/y' }];
  const { 'a/x': share = 0, 'a/y': other = 0 } = drawn(generators, { perRow: 1 });
  expect(share).toBeCloseTo(0.75, 1);
  expect(share + other).toBeCloseTo(1);
});
