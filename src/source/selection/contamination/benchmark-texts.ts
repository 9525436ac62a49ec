import { wordsOf } from '../words.ts';

/** Columns whose texts are asked, so that one shorter than a run of words is worth comparing too; an answer "Paris" is not. */
const questions = /^(question|prompt|problem|instruction|query|goal|input|turns|content)$/i;

const deepest = 4;

/** Every text of a benchmark's row that is long enough to tell anything by, with the column that holds it. */
export function textsOfBenchmarkRow(row: unknown, ngram: number): { column: string; text: string }[] {
  return textsIn(row, '', 0).filter(({ column, text }) => {
    const words = wordsOf(text).hashes.length;
    return words >= ngram || (words >= 3 && questions.test(column.split('.').at(-1) ?? ''));
  });
}

function textsIn(value: unknown, column: string, depth: number): { column: string; text: string }[] {
  if (typeof value === 'string') return [{ column, text: value }];
  if (typeof value !== 'object' || value === null || depth > deepest) return [];
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, column, depth + 1));
  return Object.entries(value).flatMap(([name, inner]) =>
    textsIn(inner, column === '' ? name : `${column}.${name}`, depth + 1),
  );
}
