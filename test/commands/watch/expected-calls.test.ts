import { expect, test } from 'vitest';
import { modelRoles } from '../../../src/commands/watch/expected-calls.ts';
import { parseRunInput } from '../../../src/contract/run-input.schema.ts';

test('a model is expected to be called for each sample, and each aspect in each order', () => {
  const parsed = parseRunInput({
    source: { path: 'a.jsonl' },
    generators: [{ model: 'a/x', samples: 2 }, { model: 'a/both' }],
    judges: [{ model: 'a/j', aspects: ['helpfulness', 'honesty'], orders: 2 }, { model: 'a/both' }],
    output: { path: 'out' },
  });
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'));
  expect(modelRoles(parsed.input)).toEqual([
    { model: 'a/x', role: 'generate', callsPerRow: 2 },
    { model: 'a/both', role: 'generate, judge', callsPerRow: 2 },
    { model: 'a/j', role: 'judge', callsPerRow: 4 },
  ]);
});
