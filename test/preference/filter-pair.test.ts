import { describe, expect, test } from 'vitest';
import { filterPair, type PairTexts } from '../../src/preference/filter-pair.ts';
import { pairFilters } from '../../src/preference/pair-filter-names.ts';

const all = { filters: pairFilters, minCharacters: 0 };

function pair(chosen: string, rejected = 'An oak is a cat.'): PairTexts {
  return {
    chosen: { text: chosen, finishReason: 'stop' },
    rejected: { text: rejected, finishReason: 'stop' },
  };
}

function reasonFor(texts: PairTexts, filters = all) {
  return filterPair(texts, filters)?.reason;
}

describe('a refusal', () => {
  test.each([
    "I'm sorry, but I can't assist with that.",
    'I’m sorry, but I can’t help with that request.',
    'I cannot provide medical advice.',
    'Unfortunately, I am not able to look that up.',
    'I must respectfully decline.',
    "Sorry, I won't write that.",
    'I am unable to create images.',
  ])('is not wanted as the chosen text: %s', (text) => {
    expect(reasonFor(pair(text))).toBe('Pair.Refusal');
  });

  test.each([
    "I can't help but admire the oak.",
    'You cannot assist a tree in growing.',
    'Sorry for the delay! An oak it is.',
    `An oak. ${'It grows slowly. '.repeat(20)} "I cannot provide shade", said the sapling.`,
  ])('is told from other texts: %s', (text) => {
    expect(reasonFor(pair(text))).toBeUndefined();
  });

  test('is what a rejected text may well be', () => {
    expect(reasonFor(pair('An oak.', "I'm sorry, but I can't assist with that."))).toBeUndefined();
  });

  test('is quoted', () => {
    expect(filterPair(pair('I cannot provide that.'), all)).toEqual({
      reason: 'Pair.Refusal',
      detail: 'the chosen text declines: "I cannot provide"',
    });
  });
});

describe('a text that speaks as an AI', () => {
  test.each([
    'As an AI language model, I like oaks.',
    'Well, as an AI, I have no garden.',
    "I'm just a language model.",
    'I don’t have personal preferences.',
    'As an artificial intelligence developed by someone, I like oaks.',
  ])('is not wanted as the chosen text: %s', (text) => {
    expect(reasonFor(pair(text))).toBe('Pair.AsAnAi');
    expect(reasonFor(pair('An oak.', text))).toBeUndefined();
  });

  test.each(['As an AI engineer you plant trees.', 'As an aid, use a stake.', 'I am an aid worker.'])(
    'is told from other texts: %s',
    (text) => {
      expect(reasonFor(pair(text))).toBeUndefined();
    },
  );
});

test.each([
  ['See https://example.org/oak.', 'Pair.Url'],
  ['See [oaks](http://oaks.example).', 'Pair.Url'],
  ['See www.oaks.org for more.', 'Pair.Url'],
  ['Use the http protocol, or HTTPS.', undefined],
])('a web address in the chosen text: %s', (text, reason) => {
  expect(reasonFor(pair(text))).toBe(reason);
});

test.each(['chosen', 'rejected'] as const)('a %s text that was cut off spoils the pair, if told', (side) => {
  const texts = pair('An oak.');
  const cut = { ...texts, [side]: { ...texts[side], finishReason: 'length' } };
  const ofEither = { filters: [{ filter: 'truncated', of: 'either' }], minCharacters: 0 } as const;
  expect(filterPair(cut, ofEither)).toEqual({
    reason: 'Pair.Truncated',
    detail: `the ${side} text was cut off at its generator's maxTokens`,
  });
  expect(filterPair(cut, all)?.reason).toBe(side === 'chosen' ? 'Pair.Truncated' : undefined);
});

test('a filter looks at the rejected text alone, or at either, where it is told so', () => {
  const refusal = "I'm sorry, but I can't help with that.";
  const refusals = (of: 'rejected' | 'either') => ({
    filters: [{ filter: 'refusals', of }] as const,
    minCharacters: 0,
  });
  expect(filterPair(pair('An oak.', refusal), refusals('rejected'))?.detail).toContain(
    'the rejected text declines',
  );
  expect(filterPair(pair('An oak.', refusal), refusals('either'))?.reason).toBe('Pair.Refusal');
  expect(filterPair(pair(refusal, 'An oak.'), refusals('rejected'))).toBeNull();
});

test('a text shorter than the least spoils the pair, white space not counted', () => {
  const least = { filters: [], minCharacters: 7 };
  expect(filterPair(pair('  Oak.  '), least)).toEqual({
    reason: 'Pair.TooShort',
    detail: 'the chosen text has 4 characters, pairing.minCharacters is 7',
  });
  expect(reasonFor(pair('An oak.', '🌳🌳🌳'), { ...all, minCharacters: 7 })).toBe('Pair.TooShort');
  expect(filterPair(pair('An oak.'), least)).toBeNull();
});

test('texts that differ in line ends and trailing space alone are no pair, under any filters', () => {
  const none = { filters: [], minCharacters: 0 };
  expect(filterPair(pair('a \r\nb\r\n', ' a\nb'), none)?.reason).toBe('Pair.IdenticalTexts');
  expect(filterPair(pair('caf\u00e9', 'cafe\u0301'), none)?.reason).toBe('Pair.IdenticalTexts');
  expect(filterPair(pair('if x:\n  y', 'if x:\n    y'), none)).toBeNull();
});

test('a filter that is not named drops nothing', () => {
  expect(
    filterPair(pair('As an AI, I cannot provide https://oaks.org.'), { filters: [], minCharacters: 0 }),
  ).toBeNull();
});

test.each([
  [{ tokens: 100 }, 300, 200, undefined],
  [{ tokens: 100 }, 301, 200, '100 tokens more'],
  [{ tokens: 0 }, 5, 6, '0 tokens more'],
  [{ ratio: 2 }, 200, 400, undefined],
  [{ ratio: 2 }, 401, 200, '2 times as many'],
] as const)('lengths apart by more than %o: %i and %i', (maxLengthDifference, chosen, rejected, allowed) => {
  const texts = pair('An oak.', 'A cat.');
  const sized = {
    chosen: { ...texts.chosen, length: chosen },
    rejected: { ...texts.rejected, length: rejected },
  };
  const filters = { filters: [], minCharacters: 0, maxLengthDifference };
  expect(filterPair(sized, filters)).toEqual(
    allowed === undefined
      ? null
      : {
          reason: 'Pair.LengthDifference',
          detail: `the chosen text has ${chosen} tokens, the rejected ${rejected}; pairing.maxLengthDifference allows ${allowed}`,
        },
  );
});
