import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BenchmarkIndex } from '../../../src/source/selection/contamination/benchmark-index.ts';
import { textsOfBenchmarkRow } from '../../../src/source/selection/contamination/benchmark-texts.ts';
import { describeContamination } from '../../../src/source/selection/contamination/describe-contamination.ts';

const question =
  'A gardener plants seven rows of oaks with nine trees in each row and then gives away eleven of them.';
const place = { set: 'trees.jsonl', row: 17, column: 'question' };

function indexOf(text: string, n = 8): BenchmarkIndex {
  const index = new BenchmarkIndex(n);
  index.add(place, text);
  return index;
}

test('a text that shares a few words with a benchmark is no contamination', () => {
  expect(indexOf(question).find('Seven rows of oaks with nine trees.', 0.5)).toBeUndefined();
  expect(indexOf(question).find('', 0.5)).toBeUndefined();
});

test('a benchmark inside a longer text is told with set, row and span, whatever case and spaces', () => {
  const text = `Please help.\n\n${question.toUpperCase().replaceAll(' ', '\n')} How many are left?`;
  const found = indexOf(question).find(text, 0.5);
  expect(found).toMatchObject({ text: place, share: 1 });
  expect(describeContamination(text, found!)).toBe(
    '100 % of row 17 (question) of "trees.jsonl" stands in it, at characters 14 to 113: ' +
      '"A GARDENER PLANTS SEVEN ROWS OF OAKS WITH NINE TREES IN EACH ROW AND THEN GIVES AWAY ELEVEN OF THEM"',
  );
});

test('half of a benchmark is told by its share', () => {
  const half = question.split(' ').slice(0, 10).join(' ');
  expect(indexOf(question).find(half, 0.5)?.share).toBe(0.5);
  expect(indexOf(question).find(half, 0.51)).toBeUndefined();
});

test('a benchmark shorter than a run is found alone, not inside a text', () => {
  const index = indexOf('Name a tree');
  expect(index.find('Name a tree!', 0.5)).toMatchObject({ share: 1 });
  expect(index.find('Name a tree that grows by the river, and say why it grows there.', 0.5)).toBeUndefined();
});

test('words that stand in every question of a benchmark tell of none', () => {
  const index = new BenchmarkIndex(8);
  const frame = 'Choose the best answer of the four that stand below this line';
  for (let row = 1; row <= 200; row += 1)
    index.add({ ...place, row }, `${frame}: ${row} oaks ${row * 3} elms`);
  expect(index.find(`${frame}: a cat`, 0.9)).toBeUndefined();
});

test('scripts without spaces are compared by their signs', () => {
  const index = indexOf('日本で一番高い山は何ですか');
  expect(index.find('教えて：日本で一番高い山は何ですか？', 0.9)).toMatchObject({ share: 1 });
});

test('any text of n words or more is found in any text around it', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,7}$/), { minLength: 8, maxLength: 40 });
  fc.assert(
    fc.property(words, fc.string(), fc.string(), (text, before, after) => {
      const found = indexOf(text.join(' ')).find(`${before}\n${text.join(', ')}\n${after}`, 1);
      expect(found?.share).toBe(1);
    }),
  );
});

test('every text of a benchmark row is taken, short ones from columns that ask', () => {
  const row = {
    question: 'Name a tree',
    answer: 'An oak tree',
    solution: question,
    choices: ['Oak', 'Elm'],
    messages: [{ role: 'user', content: 'Which tree grows highest?' }],
    id: 7n,
  };
  expect(textsOfBenchmarkRow(row, 8)).toEqual([
    { column: 'question', text: 'Name a tree' },
    { column: 'solution', text: question },
    { column: 'messages.content', text: 'Which tree grows highest?' },
  ]);
});
