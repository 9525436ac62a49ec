import { describe, expect, test } from 'vitest';
import { parseJudgeReply } from '../../../src/preference/judge-reply/parse-judge-reply.ts';
import { seededRandom } from '../../../src/preference/seeded-random.ts';
import { distilabelReading } from '../distilabel-reading.ts';
import {
  misreadByTheOriginal,
  otherLayouts,
  refused,
  ultrafeedbackForm,
  type Layout,
} from './judge-replies.ts';

const layouts = [...misreadByTheOriginal, ...otherLayouts];

test.each(layouts.filter(({ ratings }) => ratings))(
  'a reply is read right: $name',
  ({ reply, ratings, rationales }) => {
    expect(parseJudgeReply(reply, 3)).toMatchObject({ ratings, ...(rationales ? { rationales } : {}) });
  },
);

test.each([...layouts.filter(({ ratings }) => !ratings), ...refused])(
  'a reply that leaves a choice is refused: $name',
  ({ reply }) => {
    expect(parseJudgeReply(reply, 3)).toEqual({ problem: expect.any(String) as string });
  },
);

test.each(misreadByTheOriginal)(
  'distilabel misreads what is read or refused here: $name',
  ({ reply, ratings, distilabel }) => {
    expect(distilabelReading(reply)).toEqual(distilabel);
    expect(distilabel).not.toEqual(ratings);
  },
);

test('distilabel reads the form it asks for', () => {
  expect(distilabelReading(ultrafeedbackForm)).toEqual([4, 2, 5]);
});

describe('a problem names its place', () => {
  test.each([
    ['#### Output for Text 2\n', '', 'text 3 is headed where text 2 was expected'],
    ['Rating: 2', 'Rating: 4-5', 'text 2: "4-5" is not one rating from 1 to 5'],
    ['Rating: 2\n', '', 'text 2 has no rating'],
    ['Nothing to add.', 'Nothing to add.\nRating: 1', 'text 3 has two different ratings'],
  ])('%j replaced by %j', (from, to, problem) => {
    const reply = ultrafeedbackForm.replace(from, to);
    const heading = from.startsWith('####')
      ? reply.replace('Rating: 2\nRationale: It misses the point.\n', '')
      : reply;
    expect(parseJudgeReply(heading, 3)).toEqual({ problem });
  });
});

describe('under honesty', () => {
  test.each(['N/A', 'n/a', 'NA', 'Not applicable', '[N/A]', 'N/A (a poem)'])('%s is null', (written) => {
    const reply = ultrafeedbackForm.replace('Rating: 2', `Rating: ${written}`);
    expect(parseJudgeReply(reply, 3, 'honesty')).toMatchObject({ ratings: [4, null, 5] });
  });
});

describe('under an aspect with types', () => {
  const typed = [
    '#### Output for Text 1',
    'Type: 1, 3',
    'Rationale: It has the date wrong.',
    'Rating: 2',
    'Rationale: Its main point falls with the date.',
    '',
    '#### Output for Text 2',
    'Type: None',
    'Rationale: No hallucination.',
    'Rating: 5',
    'Rationale: True throughout.',
  ].join('\n');

  test('types and their rationales are told from those of the ratings', () => {
    expect(parseJudgeReply(typed, 2, 'truthfulness')).toEqual({
      ratings: [2, 5],
      rationales: ['Its main point falls with the date.', 'True throughout.'],
      types: [[1, 3], []],
      typeRationales: ['It has the date wrong.', 'No hallucination.'],
    });
  });

  test.each(['Type: 7', 'Type: several'])('types that cannot be read cost no rating: %s', (written) => {
    const reply = typed.replace('Type: 1, 3', written);
    expect(parseJudgeReply(reply, 2, 'truthfulness')).toMatchObject({ ratings: [2, 5], types: [null, []] });
  });
});

describe('a right reply with one thing broken in it is read right or refused', () => {
  const right = layouts.filter((layout): layout is Required<Layout> => layout.ratings !== undefined);

  test.each(right)('$name', ({ name, reply, ratings }) => {
    const random = seededRandom('broken replies', name);
    let read = 0;
    for (let trial = 0; trial < 500; trial += 1) {
      const broken = breakOnce(reply, random);
      const parsed = parseJudgeReply(broken, 3);
      if ('problem' in parsed) continue;
      expect(parsed.ratings, broken).toEqual(ratings);
      read += 1;
    }
    expect(read).toBeGreaterThan(0);
  });
});

/**
 * One corruption of lines, characters or ends. It never writes a rating of its own, since nobody can see that a 4 was
 * a 3. (A cut can: of 120,000 such corruptions one made "2/5" into "5".)
 */
function breakOnce(reply: string, random: () => number): string {
  const lines = reply.split('\n');
  const at = Math.floor(random() * lines.length);
  const place = Math.floor(random() * (reply.length + 1));
  const inserted = ['x', ' ', '\n', '0', '7', '.', '-', '/', ':', '#', '*', '"', '{', '½', '\n\n'];
  const breaks = [
    () => lines.toSpliced(at, 1).join('\n'),
    () => lines.toSpliced(at, 0, lines[at] ?? '').join('\n'),
    () => lines.toSpliced(at, 2, ...lines.slice(at, at + 2).reverse()).join('\n'),
    () => lines.toSpliced(at, 1 + Math.floor(random() * 4)).join('\n'),
    () => reply.slice(0, place),
    () => reply.slice(place),
    () => reply.slice(0, place) + reply.slice(place + 1),
    () =>
      reply.slice(0, place) + (inserted[Math.floor(random() * inserted.length)] ?? '') + reply.slice(place),
    () => reply.slice(0, place) + reply.slice(place + Math.floor(random() * 40)),
    () => `${reply}\n${reply.slice(place)}`,
  ];
  return breaks[Math.floor(random() * breaks.length)]?.() ?? reply;
}
