import { expect, test } from 'vitest';
import { arrowBytes } from '../../../src/output/data-files/arrow-bytes.ts';

test.each([
  ['a text, in UTF-8 with its offset', 'string', 'Größe', 4 + 7],
  ['a text that is missing', 'string', null, 4],
  ['a number', 'int64', 4, 8],
  ['a number that is missing', 'float64', null, 8],
  ['a list with its offset', { list: 'int64' }, [1, 2], 4 + 16],
  ['a list that is missing', { list: { list: 'int64' } }, null, 4],
  ['a struct, which is its fields', { struct: { a: 'string', b: 'float64' } }, { a: 'x', b: 1 }, 5 + 8],
  ['eight of a byte for a truth', 'bool', true, 1 / 8],
] as const)('%s', (_case, type, value, bytes) => {
  expect(arrowBytes({ value }, { value: type })).toBe(bytes);
});
