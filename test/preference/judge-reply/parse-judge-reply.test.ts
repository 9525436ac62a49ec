import { describe, expect, test } from 'vitest';
import { judgeReplyJsonSchema } from '../../../src/preference/judge-reply/judge-reply.schema.ts';
import { parseJudgeReply } from '../../../src/preference/judge-reply/parse-judge-reply.ts';

const first = { rationale: 'Right and short.', rating: 5 };
const second = { rationale: 'Off the point.', rating: 2 };
const good = JSON.stringify({ text_1: first, text_2: second });
const read = { ratings: [5, 2], rationales: ['Right and short.', 'Off the point.'] };

function withRating(rating: unknown): string {
  return JSON.stringify({ text_1: first, text_2: { ...second, rating } });
}

describe('a reply that cannot be read', () => {
  test.each([[''], ['I rate the first one 5.'], ['"5, 2"'], ['}{']])(
    'has no JSON object in it: %j',
    (text) => {
      expect(parseJudgeReply(text, 2)).toEqual({ problem: 'no JSON object in the reply' });
    },
  );

  test.each([[0], [6], [4.5], [null], [true], [-1], ['good']])('rates outside 1 to 5: %j', (rating) => {
    expect(parseJudgeReply(withRating(rating), 2)).toEqual({
      problem: `text_2: "${rating}" is not one rating from 1 to 5`,
    });
  });

  test('is cut off before its last brace', () => {
    expect(parseJudgeReply(good.slice(0, -1), 2)).toEqual({
      problem: 'its JSON has an error in it, or was cut off',
    });
  });

  test.each([
    ['leaves a text out', { text_1: first }, 'text_2 has no rating'],
    [
      'rates a text too many',
      { text_1: first, text_2: second, text_3: first },
      'a text is rated by another name than text_1 and text_2',
    ],
    [
      'rates a text twice',
      [{ text_1: first, text_2: second }, { text_1: second }],
      'text_1 has two different ratings',
    ],
  ])('%s', (_case, json, problem) => {
    expect(parseJudgeReply(JSON.stringify(json), 2)).toEqual({ problem });
  });
});

test.each([
  ['bare', good],
  ['with white space around it', `\n  ${good}\n`],
  ['in a code fence', `\`\`\`json\n${good}\n\`\`\``],
  ['between prose', `Here are my ratings:\n${good}\nI hope this helps!`],
  ['with its keys in another order', JSON.stringify({ text_2: second, text_1: first })],
  ['over several lines', JSON.stringify({ text_1: first, text_2: second }, null, 2)],
])('a reply is read %s', (_case, text) => {
  expect(parseJudgeReply(text, 2)).toEqual(read);
});

test('a rationale may be empty, and may hold braces and fences', () => {
  const rationale = 'It says {"a": 1} and ```done```.';
  const text = JSON.stringify({ text_1: { rationale: '', rating: 1 }, text_2: { rationale, rating: 3 } });
  expect(parseJudgeReply(text, 2)).toEqual({ ratings: [1, 3], rationales: ['', rationale] });
});

test('more than nine texts come back in their order', () => {
  const verdicts = Array.from({ length: 12 }, (_, place) => [
    `text_${place + 1}`,
    { rationale: `r${place}`, rating: (place % 5) + 1 },
  ]);
  expect(parseJudgeReply(JSON.stringify(Object.fromEntries(verdicts)), 12)).toMatchObject({
    rationales: Array.from({ length: 12 }, (_, place) => `r${place}`),
  });
});

describe('the JSON Schema sent to a judge', () => {
  test('asks for the rationale before the rating, everything required and nothing else allowed', () => {
    const verdict = {
      type: 'object',
      properties: { rationale: { type: 'string' }, rating: { type: 'number', enum: [1, 2, 3, 4, 5] } },
      required: ['rationale', 'rating'],
      additionalProperties: false,
    };
    // As text: the order of keys is the order in which a server makes the judge write.
    expect(JSON.stringify(judgeReplyJsonSchema(2))).toBe(
      JSON.stringify({
        type: 'object',
        properties: { text_1: verdict, text_2: verdict },
        required: ['text_1', 'text_2'],
        additionalProperties: false,
      }),
    );
  });

  test('names as many texts as are shown, in their order', () => {
    const { properties } = judgeReplyJsonSchema(11) as { properties: object };
    expect(Object.keys(properties)).toEqual(Array.from({ length: 11 }, (_, place) => `text_${place + 1}`));
  });
});
