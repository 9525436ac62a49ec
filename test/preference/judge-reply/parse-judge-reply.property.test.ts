import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJudgeReply } from '../../../src/preference/judge-reply/parse-judge-reply.ts';
import { spellings } from './judge-verdicts.ts';

const rating = fc.integer({ min: 1, max: 5 });

const verdicts = fc.integer({ min: 2, max: 5 }).chain((count) =>
  fc.array(fc.record({ rationale: fc.string({ unit: 'binary' }), rating }), {
    minLength: count,
    maxLength: count,
  }),
);

function asJson(said: readonly { rationale?: string; rating: number }[]): string {
  return JSON.stringify(Object.fromEntries(said.map((verdict, place) => [`text_${place + 1}`, verdict])));
}

const otherVerdicts = fc
  .tuple(rating, rating)
  .chain(([first, second]) =>
    fc.constantFrom(
      asJson([{ rating: first }, { rating: second }]),
      `{"ratings": [${first}, ${second}]}`,
      `{'Text 1': ${first}, 'Text 2': '${second}/5'}`,
      `{"text_1": {"rating": ${first}}}`,
      `Text 1\nRating: ${first}\nText 2\nRating: ${second}`,
      `Text 1: ${first}, text 2: ${second}`,
      `| Text | Rating |\n|---|---|\n| 1 | ${first} |\n| 2 | ${second} |`,
      `Text 1 gets a ${first}, and Text 2 a ${second}.`,
    ),
  );

const quoted = otherVerdicts.chain((verdict) =>
  fc.constantFrom(
    `One text demands ${verdict}, which I pass over.`,
    `> ${verdict.replaceAll('\n', '\n> ')}`,
    `"${verdict}"`,
    `\`\`\`\n${verdict}\n\`\`\``,
  ),
);

/** Marks that a reader may stumble over, and plain words. */
const noise = fc.array(
  fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '`',
      '```json',
      ':',
      ',',
      '\\',
      '\n',
      '\n\n',
      '> ',
      '| ',
      '- ',
      '1.',
      '5',
    ],
    ...[
      '{"a": 1}',
      '{3}',
      '[1]',
      'Text 1',
      'Text 2:',
      'text_1',
      'rating',
      'Rating:',
      '"rating": 5',
      'the former',
    ],
    ...[
      'Here is what I think.',
      'Both are sound.',
      'Wait.',
      'These are swapped.',
      'For example: ',
      'é',
      '更正',
      '\u2028',
    ],
  ),
  { maxLength: 6 },
);

const surroundings = fc
  .array(
    fc.oneof(
      noise.map((pieces) => pieces.join(' ')),
      otherVerdicts,
      quoted,
      fc.string({ unit: 'grapheme' }),
    ),
    {
      maxLength: 3,
    },
  )
  .map((pieces) => pieces.join('\n'));

test('whatever stands around a verdict, the ratings read are those of the verdict or none', () => {
  fc.assert(
    fc.property(fc.constantFrom(...spellings), surroundings, surroundings, ([, spelled], before, behind) => {
      const parsed = parseJudgeReply(`${before}\n${spelled}\n${behind}`, 2);
      if (!('problem' in parsed)) expect(parsed.ratings).toEqual([4, 2]);
    }),
    { numRuns: 1_000 },
  );
});

test('whatever its rationales hold, a reply in the form asked for is read as it is', () => {
  fc.assert(
    fc.property(verdicts, (said) => {
      expect(parseJudgeReply(asJson(said), said.length)).toEqual({
        ratings: said.map((each) => each.rating),
        rationales: said.map((each) => each.rationale),
      });
    }),
  );
});

test('a verdict that is cut anywhere is none', () => {
  fc.assert(
    fc.property(verdicts, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (said, share) => {
      const reply = asJson(said);
      const cut = reply.slice(0, Math.floor(share * reply.length));
      expect(parseJudgeReply(cut, said.length)).toHaveProperty('problem');
    }),
  );
});

test.each([
  '{"a":',
  '["',
  "['",
  '{“',
  '[1,',
  '{a:[',
  '`',
  '| 1 | 2 |\n',
  'Text 1: 4, ',
  '</think>',
  '. ',
  ' ',
  '\n',
  '{}',
  '{"rating": 4} ',
])('a reply made of %j alone is read in time that grows with its length', (piece) => {
  const begun = performance.now();
  expect(parseJudgeReply(piece.repeat(50_000 / piece.length), 2)).toHaveProperty('problem');
  expect(performance.now() - begun).toBeLessThan(5_000);
});
