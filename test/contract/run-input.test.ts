import { describe, expect, test } from 'vitest';
import { limits } from '../../src/contract/limits.ts';
import { parseRunInput } from '../../src/contract/run-input.schema.ts';

const smallest = {
  source: { path: 'letters.jsonl' },
  generators: [{ model: 'simulated/terse' }],
  judges: [{ model: 'simulated/strict' }],
  output: { path: 'out/letters' },
};

function problemsOf(value: unknown): string[] {
  const parsed = parseRunInput(value);
  return 'problems' in parsed ? parsed.problems : [];
}

function generators(...settings: Record<string, unknown>[]) {
  return {
    ...smallest,
    generators: settings.map((own, place) => ({ model: `simulated/m${place}`, ...own })),
  };
}

describe('an input that is none', () => {
  test.each([[undefined], [null]])('says how to give one: %s', (value) => {
    expect(problemsOf(value)).toEqual([expect.stringContaining('--input-file') as unknown]);
  });

  test.each([
    [[smallest], 'a list'],
    ['letters.jsonl', 'a text'],
    [7, 'a number'],
  ])('is refused by its kind %#', (value, kind) => {
    expect(problemsOf(value)).toEqual([`must be an object, not ${kind}`]);
  });
});

test('an empty object lacks the four parts of an input', () => {
  expect(problemsOf({}).map((problem) => problem.split(':')[0])).toEqual([
    'source',
    'generators',
    'judges',
    'output',
  ]);
});

test.each<[string, object]>([
  ['sead', { ...smallest, sead: 1 }],
  ['source.paht', { ...smallest, source: { path: 'a.jsonl', paht: 'b' } }],
  ['rows.from', { ...smallest, rows: { from: 1 } }],
  ['generators[0].temprature', generators({ temprature: 1 })],
  ['generators[1].tone', generators({}, { tone: 'k' })],
  ['judges[0].rubric', { ...smallest, judges: [{ model: 'simulated/j', rubric: 'x' }] }],
  ['pairing.margin', { ...smallest, pairing: { margin: 1 } }],
  ['output.shape', { ...smallest, output: { path: 'o', shape: 'jsonl' } }],
  ['limits.rows', { ...smallest, limits: { rows: 1 } }],
])('an unknown key is named with its place: %s', (place, input) => {
  expect(problemsOf(input)).toEqual([`${place}: is not a known key`]);
});

test('several unknown keys of one place are several problems', () => {
  expect(problemsOf({ ...smallest, sead: 1, modle: 2 })).toEqual([
    'sead: is not a known key',
    'modle: is not a known key',
  ]);
});

test('mistakes in several places are all listed at once', () => {
  const input = {
    source: { path: 'letters.csv' },
    rows: { offset: -1, limit: 0 },
    generators: [
      { model: 'terse', temperature: 3 },
      { model: 'simulated/m', samples: 0, topP: 0 },
    ],
    judges: [{ model: 'simulated/j', maxTokens: 1.5 }],
    seed: 'lucky',
    output: { path: '  ' },
    sead: 1,
  };
  expect(problemsOf(input).map((problem) => problem.split(':')[0])).toEqual(
    expect.arrayContaining([
      'source.path',
      'rows.offset',
      'rows.limit',
      'generators[0].model',
      'generators[0].temperature',
      'generators[1].samples',
      'generators[1].topP',
      'judges[0].maxTokens',
      'seed',
      'output.path',
      'sead',
    ]),
  );
});

const theAspects = '"overall-rating", "helpfulness", "honesty", "instruction-following", "truthfulness"';

describe('of the jury and the pairing', () => {
  const judges = (...settings: object[]) => ({
    ...smallest,
    judges: settings.map((own, place) => ({ model: `simulated/j${place}`, ...own })),
  });

  test.each<[object, string]>([
    [
      judges({ aspects: ['kindness'] }),
      `judges[0].aspects[0]: must be one of ${theAspects}, or {"aspect": <one of these>, "weight": <number>}, or {"aspect": "<a name>", "rubric": "<what to rate>"}`,
    ],
    [judges({ aspects: [] }), 'judges[0].aspects: needs an aspect'],
    [judges({ aspects: ['honesty', { aspect: 'honesty' }] }), 'judges[0].aspects: names an aspect twice'],
    [judges({}, { model: 'b/j0' }), 'judges: two judges would be called "j0": give each a "name" of its own'],
    [
      judges({
        orders: 13,
        aspects: ['honesty', 'helpfulness', 'truthfulness', 'overall-rating', 'instruction-following'],
      }),
      'judges: aspects × orders add up to 65 judgements a row: at most 64',
    ],
    [
      { ...smallest, pairing: { rejected: 'random' } },
      'pairing.rejected: must be one of "lowest", "random-lower", "second", "nearest-length", "all"',
    ],
    [
      { ...smallest, pairing: { ties: 'first' } },
      'pairing.ties: must be one of "drop", "original", "shorter"',
    ],
    [{ ...smallest, pairing: { jury: 'best' } }, 'pairing.jury: must be one of "mean", "median"'],
    [
      { ...smallest, pairing: { filters: ['emoji'] } },
      'pairing.filters[0]: must be one of "refusals", "as-an-ai", "urls", "truncated", or {"filter": <one of these>, "of": one of "chosen", "rejected", "either"}',
    ],
  ])('%#: a mistake is told with what would be right', (input, problem) => {
    expect(problemsOf(input)).toEqual([problem]);
  });

  test('tie rule "original" needs an original', () => {
    const input = { ...smallest, original: false, pairing: { ties: 'original' } };
    const two = { ...input, generators: [{ model: 'simulated/a' }, { model: 'simulated/b' }] };
    expect(problemsOf(two)).toEqual(['pairing.ties: "original" breaks no tie where "original" is false']);
  });
});

describe('candidates of a row', () => {
  test('of one name are refused, once for each name', () => {
    expect(problemsOf(generators({ name: 'a' }, { name: 'a' }, { name: 'a' }, { name: 'original' }))).toEqual(
      [
        'generators: two candidates would be called "a": give each a "name" of its own',
        'generators: two candidates would be called "original": give each a "name" of its own',
      ],
    );
  });

  test('of two providers that serve a model of one id need a name', () => {
    const input = { ...smallest, generators: [{ model: 'a/m/7b' }, { model: 'b/m/7b' }] };
    expect(problemsOf(input)).toEqual([expect.stringContaining('called "m/7b"') as unknown]);
  });

  test('that are one make no pair', () => {
    expect(problemsOf({ ...smallest, original: false })).toEqual([
      'generators: one candidate makes no pair: add a generator, samples or the original, ' +
        'or say "source": {"candidates": true} where the rows hold some',
    ]);
  });

  test.each<[string, object]>([
    ['a generator and the original', smallest],
    ['two generators', { ...generators({}, {}), original: false }],
    ['two samples', { ...generators({ samples: 2 }), original: false }],
  ])('that are %s make a pair', (_case, input) => {
    expect(problemsOf(input)).toEqual([]);
  });

  test('are counted with all their samples and the original', () => {
    const samples = [{ samples: 16 }, { samples: 16 }, { samples: 16 }];
    expect(problemsOf(generators(...samples, { samples: limits.candidates - 49 }))).toEqual([]);
    expect(problemsOf(generators(...samples, { samples: limits.candidates - 48 }))).toEqual([
      `generators: ${limits.candidates + 1} candidates a row: at most ${limits.candidates}`,
    ]);
  });

  test('may think for as long as their models can: tokens say nothing of the bytes of an answer', () => {
    const longest = { samples: 16, maxTokens: 65_536 };
    expect(problemsOf(generators(longest, longest))).toEqual([]);
  });
});

test.each([['terse'], ['/terse'], ['openai/'], ['openai/a model'], ['open ai/m'], ['']])(
  'a model without a provider or a plain id is refused: "%s"',
  (model) => {
    expect(problemsOf({ ...smallest, generators: [{ model }] })[0]).toMatch(
      /^generators\[0\]\.model: must be "<provider>\/<model id>"/,
    );
  },
);

test('the smallest input gets every default', () => {
  expect(parseRunInput(smallest)).toMatchObject({
    input: {
      source: { path: 'letters.jsonl' },
      rows: { offset: 0 },
      generators: [{ model: 'simulated/terse', name: 'terse', maxTokens: 1024, samples: 1 }],
      original: { name: 'original' },
      judges: [
        {
          model: 'simulated/strict',
          name: 'strict',
          weight: 1,
          aspects: [{ aspect: 'overall-rating', weight: 1 }],
          orders: 1,
          temperature: 0,
          maxTokens: 1024,
        },
      ],
      pairing: {
        jury: 'mean',
        minMargin: 0,
        rejected: 'lowest',
        ties: 'drop',
        filters: [],
        minCharacters: 0,
      },
      seed: 42,
      output: {
        path: 'out/letters',
        formats: ['parquet', 'jsonl'],
        kto: { desirable: 4, undesirable: 2 },
      },
      limits: { rowsInFlight: 100 },
    },
  });
});

test('a parsed input parses to itself, so that a run can be started again from its manifest', () => {
  const parsed = parseRunInput(smallest);
  expect('input' in parsed && parseRunInput(JSON.parse(JSON.stringify(parsed.input)))).toEqual(parsed);
});

test('the schema that an editor goes by is no part of the input', () => {
  const parsed = parseRunInput({ $schema: '../schemas/run-input.schema.json', ...smallest });
  expect(parsed).toEqual(parseRunInput(smallest));
});

test('a temperature of null leaves it to the server of the judge', () => {
  const parsed = parseRunInput({ ...smallest, judges: [{ model: 'a/j', temperature: null }] });
  expect(parsed).toMatchObject({ input: { judges: [{ temperature: null }] } });
});

describe('a source that makes no sense is told', () => {
  test.each<[object, string]>([
    [{}, 'source: needs either "path" or "hub", or "candidates" with an output folder'],
    [
      { path: 'a.jsonl', hub: 'nobody/letters' },
      'source: needs either "path" or "hub", or "candidates" with an output folder',
    ],
    [{ path: 'a.jsonl', split: 'test' }, 'source.split: goes with "hub" only'],
    [{ path: 'a.csv' }, 'source.path: must end in .jsonl, .json, .parquet, .jsonl.gz, .json.gz'],
    [
      { hub: 'https://huggingface.co/datasets/nobody/letters' },
      'source.hub: must be "<owner>/<dataset>", such as "LDJnr/Capybara"',
    ],
    [
      { path: 'a.jsonl', mapping: { messages: 'a', conversations: 'b' } },
      'source.mapping: names one of "conversation", "messages" and "conversations", or "prompt" with "completion": whatever the shape of the column',
    ],
    [
      { path: 'a.jsonl', mapping: { messages: 'a', completion: 'b' } },
      'source.mapping.completion: goes with "prompt" only',
    ],
    [
      { path: 'a.jsonl', candidates: 'out/a' },
      'source: needs nothing beside "candidates": its rows hold the conversations too',
    ],
    [
      { candidates: 'hub:me' },
      'source.candidates: must be "hub:<owner>/<dataset>", such as "hub:me/my-pairs"',
    ],
    [{ candidates: 'out/a', split: 'test' }, 'source.split: goes with "hub" only'],
    [{ path: 'a.jsonl', ratings: 'drop' }, 'source.ratings: goes with "candidates": "<output folder>" only'],
    [
      { path: 'a.jsonl', mapping: { candidates: ['one'] } },
      'source.mapping.candidates: must be the name of a column that lists answers, or of two and more columns with one answer each',
    ],
    [{ path: 'a.jsonl', mapping: { text: 'a' } }, 'source.mapping.text: is not a known key'],
  ])('%#: %o', (source, problem) => {
    expect(problemsOf({ ...smallest, source })).toEqual([problem]);
  });

  test.each<[object, string]>([
    [{ sample: 0 }, 'rows.sample: '],
    [{ minTurns: 3, maxTurns: 2 }, 'rows.maxTurns: is less than minTurns'],
    [{ duplicates: 'forget' }, 'rows.duplicates: must be "keep", "drop", or {"minhash": 0.8}'],
    [{ duplicates: { minhash: 2 } }, 'rows.duplicates.minhash: must be at most 1'],
    [{ languages: ['english'] }, 'rows.languages[0]: must be one of the two-letter codes'],
    [{ languages: [] }, 'rows.languages: needs a language'],
    [{ decontaminate: { against: [] } }, 'rows.decontaminate.against: needs a set'],
    [
      { decontaminate: { against: ['gsm8k'] } },
      'rows.decontaminate.against[0]: must be a file under DATA_DIR',
    ],
    [
      { decontaminate: { against: ['a/b'], threshold: 50 } },
      'rows.decontaminate.threshold: must be at most 1',
    ],
    [{ notIn: 'out/earlier' }, 'rows.notIn: '],
  ])('and so is a selection: %o', (rows, problem) => {
    expect(problemsOf({ ...smallest, rows })).toEqual([expect.stringContaining(problem)]);
  });
});

test('a Hub source has split train at revision main, unless it says otherwise', () => {
  expect(parseRunInput({ ...smallest, source: { hub: 'nobody/letters' } })).toMatchObject({
    input: { source: { hub: 'nobody/letters', split: 'train', revision: 'main' } },
  });
});
