import { describe, expect, test } from 'vitest';
import { columnTypes } from '../../../src/preference/column-types.ts';
import { configNames } from '../../../src/preference/config-features.ts';
import { configRows } from '../../../src/preference/dataset-columns.ts';
import { withThoughtField } from '../../../src/preference/thoughts/thought-columns.ts';
import type { ToldThoughts } from '../../../src/preference/thoughts/told-thoughts.ts';
import { pairedRow, tiedRow } from '../kept-rows.ts';

const kto = { desirable: 4, undesirable: 2 };

/** The preferred candidate has thought, the other has not. */
function rowsTold(told: ToldThoughts | undefined) {
  const row = pairedRow('garden/0');
  return configRows(
    {
      ...row,
      columns: {
        ...row.columns!,
        reasonings: ['', '', 'A tree, not a cat.'],
        reasoning_tokens: [0, 0, 5],
        ...(told === undefined ? {} : { told_thoughts: told }),
      },
    },
    kto,
  );
}

const plain = { content: 'Birch.', role: 'assistant' };
const other = { content: 'A cat.', role: 'assistant' };
const tagged = { content: '<think>\nA tree, not a cat.\n</think>\n\nBirch.', role: 'assistant' };

describe('no thought stands in a pair', () => {
  test.each<[string, ToldThoughts | undefined]>([
    ['where nobody asked', undefined],
    ['where they are to be omitted', 'omit'],
  ])('%s', (_case, told) => {
    const { default: pairs, trl, kto: labelled } = rowsTold(told);
    expect(trl).toMatchObject([{ chosen: [plain], rejected: [other] }]);
    expect(JSON.stringify([pairs, trl, labelled])).not.toContain('not a cat');
  });
});

test.each<ToldThoughts>(['omit', 'tags', { field: 'reasoning_content' }])(
  '`candidates` has them beside the generations, apart, however they are told elsewhere: %j',
  (told) => {
    const [row] = rowsTold(told).candidates;
    expect(row).toMatchObject({
      generations: ['A cat.', null, 'Birch.'],
      reasonings: ['', '', 'A tree, not a cat.'],
      reasoning_tokens: [0, 0, 5],
    });
    expect(Object.keys(row!)).not.toContain('told_thoughts');
  },
);

test('a row in which nobody thought has empty ones', () => {
  const [row] = configRows(tiedRow('garden/1'), kto).candidates;
  expect(row).toMatchObject({ reasonings: ['', '', ''], reasoning_tokens: [0, 0, 0] });
});

test('in tags they stand before the answer, wherever answers do; one without a thought has none', () => {
  const { default: pairs, trl, kto: labelled } = rowsTold('tags');
  expect(trl).toMatchObject([{ chosen: [tagged], rejected: [other] }]);
  expect(pairs[0]?.chosen.at(-1)).toEqual(tagged);
  expect(labelled.map(({ completion }) => completion)).toEqual([[other], [tagged]]);
});

test.each(['reasoning_content', 'thinking'] as const)(
  'in the field %s they stand beside the answer',
  (field) => {
    const { trl, kto: labelled } = rowsTold({ field });
    const thought = { ...plain, [field]: 'A tree, not a cat.' };
    expect(trl).toMatchObject([{ chosen: [thought], rejected: [{ ...other, [field]: '' }] }]);
    expect(labelled.map(({ completion }) => completion)).toEqual([[{ ...other, [field]: '' }], [thought]]);
  },
);

describe('the field is a column of answers', () => {
  const message = { content: 'string', role: 'string' };
  const field = { field: 'reasoning_content' } as const;

  test('of trl and kto, and not of their prompts', () => {
    const told = { list: { struct: { content: 'string', role: 'string', reasoning_content: 'string' } } };
    expect(withThoughtField('trl', columnTypes('trl', 'int64'), field)).toMatchObject({
      prompt: { list: { struct: message } },
      chosen: told,
      rejected: told,
    });
    expect(withThoughtField('kto', columnTypes('kto', 'int64'), field)).toMatchObject({ completion: told });
  });

  test('beside the calls of tools', () => {
    expect(withThoughtField('kto', columnTypes('kto', 'int64', true), field)['completion']).toMatchObject({
      list: { struct: { reasoning_content: 'string', tool_call_id: 'string' } },
    });
  });

  test('and `default` keeps the columns it shares with argilla/Capybara-Preferences', () => {
    const types = columnTypes('default', 'int64');
    expect(withThoughtField('default', types, field)).toEqual(types);
  });
});

test.each(configNames)('%s has no other columns where thoughts are omitted or in tags', (config) => {
  const types = columnTypes(config, 'int64');
  expect(withThoughtField(config, types, 'omit')).toEqual(types);
  expect(withThoughtField(config, types, 'tags')).toEqual(types);
});
