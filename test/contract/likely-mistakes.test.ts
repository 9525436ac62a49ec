import { expect, test } from 'vitest';
import { parseRunInput } from '../../src/contract/run-input.schema.ts';

/** Right in all its parts; each mistake below changes one. */
const right = {
  source: { path: 'a.jsonl' },
  generators: [{ model: 'openai/a' }],
  judges: [{ model: 'openai/j' }],
  output: { path: 'out/a' },
};

test.each<[string, object, string[]]>([
  [
    'a judge named in the singular',
    { judges: undefined, judge: { model: 'openai/j' } },
    ['judges: is missing', 'judge: is not a known key: it is called "judges" here'],
  ],
  [
    'one judge without its list',
    { judges: { model: 'openai/j' } },
    ['judges: must be a list, not an object, such as [{"model": "openai/gpt-4.1"}]'],
  ],
  [
    'one generator without its list',
    { generators: { model: 'openai/a' } },
    ['generators: must be a list, not an object, such as [{"model": "openai/gpt-4.1-mini"}]'],
  ],
  [
    'a generator that is only a model',
    { generators: ['openai/a'] },
    ['generators[0]: must be an object, not a text, such as {"model": "openai/gpt-4.1-mini"}'],
  ],
  [
    'a model without its provider',
    { generators: [{ model: 'gpt-4.1' }] },
    ['generators[0].model: must be "<provider>/<model id>", such as "openai/gpt-4.1-mini"'],
  ],
  ['a generator without a model', { generators: [{ name: 'a' }] }, ['generators[0].model: is missing']],
  ['no judge', { judges: [] }, ['judges: needs a judge']],
  [
    'a source that is only a path',
    { source: 'a.jsonl' },
    [
      'source: must be an object, not a text, such as {"path": "conversations.jsonl"} or {"hub": "LDJnr/Capybara"}',
    ],
  ],
  [
    'a table as source',
    { source: { path: 'a.csv' } },
    ['source.path: must end in .jsonl, .json, .parquet, .jsonl.gz, .json.gz'],
  ],
  [
    'the address of a dataset',
    { source: { hub: 'https://huggingface.co/datasets/a/b' } },
    ['source.hub: must be "<owner>/<dataset>", such as "LDJnr/Capybara"'],
  ],
  [
    'a file and a dataset',
    { source: { path: 'a.jsonl', hub: 'a/b' } },
    ['source: needs either "path" or "hub", or "candidates" with an output folder'],
  ],
  [
    'neither of them',
    { source: {} },
    ['source: needs either "path" or "hub", or "candidates" with an output folder'],
  ],
  [
    'the split of a file',
    { source: { path: 'a.jsonl', split: 'train' } },
    ['source.split: goes with "hub" only'],
  ],
  [
    'a dataset under the name it has in Python',
    { source: { repo_id: 'a/b' } },
    [
      'source.repo_id: is not a known key: it is called "hub" here',
      'source: needs either "path" or "hub", or "candidates" with an output folder',
    ],
  ],
  [
    'an output that is only a path',
    { output: 'out/a' },
    ['output: must be an object, not a text, such as {"path": "out/my-pairs"}'],
  ],
  ['an output without a path', { output: {} }, ['output.path: is missing']],
  [
    'a format that is not written',
    { output: { path: 'out/a', formats: ['csv'] } },
    ['output.formats[0]: must be one of "parquet", "jsonl"'],
  ],
  [
    'one format without its list',
    { output: { path: 'out/a', formats: 'parquet' } },
    ['output.formats: must be a list, not a text, such as ["parquet"]'],
  ],
  [
    'a repository without its owner',
    { output: { path: 'out/a', push: { hub: { repo: 'mine' } } } },
    ['output.push.hub.repo: must be "<user or organisation>/<dataset>", such as "me/my-pairs"'],
  ],
  [
    'a push that is only a repository',
    { output: { path: 'out/a', push: 'me/mine' } },
    ['output.push: must be an object, not a text, such as {"hub": {"repo": "me/my-pairs"}}'],
  ],
  [
    'a share as text',
    { output: { path: 'out/a', test: '0.1' } },
    ['output.test: must be a share such as 0.02, or a whole number of pairs'],
  ],
  [
    'a licence in words',
    { output: { path: 'out/a', license: 'Apache 2' } },
    ['output.license: must be an identifier of the Hub, such as "apache-2.0" or "cc-by-4.0"'],
  ],
  [
    'a config that is always there',
    { output: { path: 'out/a', configs: ['trl'] } },
    [
      'output.configs[0]: "trl" is always published; further ones are "prompts", "ranked", "tpo", "messages", "margin"',
    ],
  ],
  [
    'a temperature out of bounds',
    { generators: [{ model: 'openai/a', temperature: 3 }] },
    ['generators[0].temperature: must be at most 2'],
  ],
  [
    'a temperature as text',
    { generators: [{ model: 'openai/a', temperature: '1' }] },
    ['generators[0].temperature: must be a number from 0 to 2, or a range of them, such as [0.2, 1.2]'],
  ],
  [
    "OpenAI's name for the token limit",
    { generators: [{ model: 'openai/a', max_tokens: 512 }] },
    ['generators[0].max_tokens: is not a known key: it is called "maxTokens" here'],
  ],
  [
    "a trainer's name for the token limit",
    { generators: [{ model: 'openai/a', max_new_tokens: 512 }] },
    ['generators[0].max_new_tokens: is not a known key: it is called "maxTokens" here'],
  ],
  [
    "OpenAI's name for nucleus sampling",
    { generators: [{ model: 'openai/a', top_p: 0.9 }] },
    ['generators[0].top_p: is not a known key: it is called "topP" here'],
  ],
  [
    'no tokens at all',
    { generators: [{ model: 'openai/a', maxTokens: 0 }] },
    ['generators[0].maxTokens: must be at least 1'],
  ],
  [
    'half a token',
    { generators: [{ model: 'openai/a', maxTokens: 0.5 }] },
    ['generators[0].maxTokens: must be a whole number'],
  ],
  [
    'a system prompt by another name',
    { generators: [{ model: 'openai/a', system: 'Be brief.' }] },
    ['generators[0].system: is not a known key: it is called "systemPrompt" here'],
  ],
  [
    'no sample',
    { generators: [{ model: 'openai/a', samples: 0 }] },
    [
      'generators[0].samples: must be at least 1',
      'generators: one candidate makes no pair: add a generator, samples or the original, or say "source": {"candidates": true} where the rows hold some',
    ],
  ],
  [
    'a key in the input',
    { generators: [{ model: 'openai/a', apiKey: 'sk-1' }] },
    [
      "generators[0].apiKey: is not a known key: addresses and keys belong to the worker's PROVIDERS_FILE, see docs/providers.md",
    ],
  ],
  [
    'an address in the input',
    { generators: [{ model: 'openai/a', baseUrl: 'http://localhost/v1' }] },
    [
      "generators[0].baseUrl: is not a known key: addresses and keys belong to the worker's PROVIDERS_FILE, see docs/providers.md",
    ],
  ],
  [
    'two candidates of one name',
    { generators: [{ model: 'a/x' }, { model: 'b/x' }] },
    ['generators: two candidates would be called "x": give each a "name" of its own'],
  ],
  [
    'a single candidate',
    { original: false },
    [
      'generators: one candidate makes no pair: add a generator, samples or the original, or say "source": {"candidates": true} where the rows hold some',
    ],
  ],
  [
    'an original that is only a name',
    { original: 'gpt-4' },
    [
      'original: must be {"name": "<label of the original response>"}, with "tier": "strong" or "weak" if need be, or false',
    ],
  ],
  [
    'an aspect that nobody knows',
    { judges: [{ model: 'openai/j', aspects: ['quality'] }] },
    [
      'judges[0].aspects[0]: must be one of "overall-rating", "helpfulness", "honesty", "instruction-following", "truthfulness", or {"aspect": <one of these>, "weight": <number>}, or {"aspect": "<a name>", "rubric": "<what to rate>"}',
    ],
  ],
  [
    'one aspect without its list',
    { judges: [{ model: 'openai/j', aspects: 'helpfulness' }] },
    ['judges[0].aspects: must be a list, not a text, such as ["helpfulness", "honesty"]'],
  ],
  [
    'both orders, as yes or no',
    { judges: [{ model: 'openai/j', orders: true }] },
    ['judges[0].orders: must be a number, not true or false'],
  ],
  ['a number of rows alone', { rows: 10 }, ['rows: must be an object, not a number, such as {"limit": 100}']],
  ['no row', { rows: { limit: 0 } }, ['rows.limit: must be at least 1']],
  [
    'every turn, in words',
    { turns: 'all' },
    ['turns: must be "last" or {"from": <first assistant turn, counted from 0>}'],
  ],
  [
    'a rule that is none',
    { pairing: { rejected: 'worst' } },
    ['pairing.rejected: must be one of "lowest", "random-lower", "second", "nearest-length", "all"'],
  ],
  [
    'a margin that no two ratings have',
    { pairing: { minMargin: 5 } },
    ['pairing.minMargin: must be at most 4'],
  ],
  [
    'one filter without its list',
    { pairing: { filters: 'refusals' } },
    ['pairing.filters: must be a list, not a text, such as ["refusals"]'],
  ],
  ['a budget as text', { limits: { budgetUsd: '5' } }, ['limits.budgetUsd: must be a number, not a text']],
  [
    'a budget by another name',
    { limits: { budget: 5 } },
    ['limits.budget: is not a known key: it is called "budgetUsd" here'],
  ],
  ['no row in flight', { limits: { rowsInFlight: 0 } }, ['limits.rowsInFlight: must be at least 1']],
  ['yes or no in words', { limits: { preflight: 'no' } }, ['limits.preflight: must be true or false']],
  ['a seed as text', { seed: '42' }, ['seed: must be a number, not a text']],
  ['a key that nobody knows', { colour: 1 }, ['colour: is not a known key']],
])('the mistake is told so that its author can mend it: %s', (_title, changes, told) => {
  // As it would come from a file.
  const input: unknown = JSON.parse(JSON.stringify({ ...right, ...changes }));
  expect(parseRunInput(input)).toEqual({ problems: told });
});
