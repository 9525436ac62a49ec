import { expect, test } from 'vitest';
import { columnTypes } from '../../src/preference/column-types.ts';

const messages = { list: { struct: { content: 'string', role: 'string' } } };

test.each(['int64', 'float64'] as const)('every rating of a config is the %s of its run', (rating) => {
  expect(columnTypes('default', rating)).toMatchObject({ chosen_rating: rating, rejected_rating: rating });
  expect(columnTypes('kto', rating)).toEqual({
    prompt: messages,
    completion: messages,
    label: 'bool',
    rating,
    model: 'string',
    row_id: 'string',
  });
  expect(columnTypes('candidates', rating)).toMatchObject({
    ratings: { list: rating },
    disagreement: 'float64',
  });
});

test('what may be null has the type of what it is otherwise, at any depth', () => {
  expect(columnTypes('candidates', 'int64')).toMatchObject({
    chosen_index: 'int64',
    rationales: { list: 'string' },
    judgements: { list: { struct: { types: { list: { list: 'int64' } }, ratings: { list: 'int64' } } } },
  });
});
