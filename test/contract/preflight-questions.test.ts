import { expect, test } from 'vitest';
import { estimatePreflight, preflightQuestions } from '../../src/contract/preflight-questions.ts';
import { runInputSchema } from '../../src/contract/run-input.schema.ts';

const inputWith = (changes: object) =>
  runInputSchema.parse({
    source: { path: 'ponds.jsonl' },
    generators: [
      { model: 'acme/frog', samples: 3 },
      { model: 'acme/frog', name: 'cold', temperature: 0 },
      { model: 'simulated/terse' },
    ],
    judges: [{ model: 'acme/heron', maxTokens: 40 }],
    output: { path: 'out/ponds' },
    ...changes,
  });

test('simulated models are not asked, and others once for each way in which they are called', () => {
  const questions = preflightQuestions(inputWith({}));
  expect(questions.map(({ model, temperature, judges }) => [model, temperature, judges])).toEqual([
    ['acme/frog', undefined, false],
    ['acme/frog', 0, false],
    ['acme/heron', 0, true],
  ]);
});

test('a model is asked with the options of its requests', () => {
  const [first, , judge] = preflightQuestions(
    inputWith({
      generators: [{ model: 'acme/frog', reasoningEffort: 'low' }, { model: 'acme/toad' }],
      judges: [{ model: 'acme/heron', extraBody: { min_p: 0.1 } }],
    }),
  );
  expect(first).toMatchObject({ model: 'acme/frog', reasoningEffort: 'low' });
  expect(judge).toMatchObject({ model: 'acme/heron', extraBody: { min_p: 0.1 } });
});

test('nothing is asked, or estimated, where the input says so', () => {
  const input = inputWith({ limits: { preflight: false } });
  expect(preflightQuestions(input)).toEqual([]);
  expect(estimatePreflight(input)).toEqual({ expected: {}, most: {} });
});

test('no question is expected to take more tokens than it may', () => {
  const { expected, most } = estimatePreflight(inputWith({}));
  expect(expected['acme/heron']).toMatchObject({ calls: 1, completionTokens: 40 });
  expect(most['acme/heron']).toMatchObject({ calls: 1, completionTokens: 40 });
  expect(expected['acme/frog']?.calls).toBe(2);
});
