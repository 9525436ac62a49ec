import { expect, test } from 'vitest';
import { parseRunInput } from '../../src/contract/run-input.schema.ts';

function parse(output: Record<string, unknown>) {
  return parseRunInput({
    source: { path: 'letters.jsonl' },
    generators: [{ model: 'simulated/terse' }],
    judges: [{ model: 'simulated/strict' }],
    output: { path: 'out/letters', ...output },
  });
}

test.each<[string, Record<string, unknown>, string]>([
  ['a format nobody writes', { formats: ['csv'] }, 'output.formats[0]: must be one of "parquet", "jsonl"'],
  ['no format', { formats: [] }, 'output.formats: needs a format'],
  ['a format twice', { formats: ['jsonl', 'jsonl'] }, 'output.formats: names a format twice'],
  [
    'thresholds that overlap',
    { kto: { desirable: 3, undesirable: 3 } },
    'output.kto: needs "undesirable" below "desirable"',
  ],
  ['a threshold no rating reaches', { kto: { desirable: 6 } }, 'output.kto.desirable: must be at most 5'],
  ['an unknown threshold', { kto: { neutral: 3 } }, 'output.kto.neutral: is not a known key'],
  [
    'a config that nobody makes',
    { configs: ['sft'] },
    'output.configs[0]: must be one of "prompts", "ranked", "tpo", "messages", "margin"',
  ],
  [
    'a config that every run has',
    { configs: ['prompts', 'trl'] },
    'output.configs[1]: "trl" is always published; further ones are "prompts", "ranked", "tpo", "messages", "margin"',
  ],
  ['a config twice', { configs: ['tpo', 'tpo'] }, 'output.configs: names a config twice'],
  [
    'a test split of nothing',
    { test: 0 },
    'output.test: must be a share such as 0.02, or a whole number of pairs',
  ],
  [
    'a test split of a pair and a half',
    { test: 1.5 },
    'output.test: must be a share such as 0.02, or a whole number of pairs',
  ],
  [
    'a test split in words',
    { test: '2%' },
    'output.test: must be a share such as 0.02, or a whole number of pairs',
  ],
  [
    'a licence in words',
    { license: 'Apache License' },
    'output.license: must be an identifier of the Hub, such as "apache-2.0" or "cc-by-4.0"',
  ],
  [
    'a licence that would be more than one line',
    { license: 'mit\nconfigs: []' },
    'output.license: must be an identifier of the Hub, such as "apache-2.0" or "cc-by-4.0"',
  ],
])('%s is a problem', (_case, output, problem) => {
  expect(parse(output)).toEqual({ problems: [problem] });
});

test('configs that are made of ratings are a problem where nobody rates', () => {
  expect(
    parseRunInput({
      source: { path: 'letters.jsonl' },
      generators: [
        { model: 'simulated/terse', tier: 'weak' },
        { model: 'simulated/wordy', tier: 'strong' },
      ],
      pairing: { signal: 'delta' },
      output: { path: 'out/letters', configs: ['tpo', 'margin', 'prompts'] },
    }),
  ).toEqual({
    problems: [
      'output.configs: "tpo" is made of ratings, and "pairing.signal": "delta" asks for none',
      'output.configs: "margin" is made of ratings, and "pairing.signal": "delta" asks for none',
    ],
  });
});

test('one threshold leaves the other at its default', () => {
  expect(parse({ kto: { desirable: 3 } })).toMatchObject({
    input: { output: { kto: { desirable: 3, undesirable: 2 } } },
  });
});
