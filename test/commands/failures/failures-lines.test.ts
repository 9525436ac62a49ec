import { expect, test } from 'vitest';
import { countLines, rowLines } from '../../../src/commands/failures/failures-lines.ts';

test('no losses are said in one line', () => {
  expect(countLines({})).toEqual(['0 rows dropped']);
});

test('reasons are counted, the most frequent first', () => {
  expect(countLines({ 'Pair.Tie': 2, 'Llm.Timeout': 10 })).toEqual([
    '12 rows dropped:',
    '  10  Llm.Timeout',
    '   2  Pair.Tie',
  ]);
});

test('a detail is one line that a terminal does not obey', () => {
  const rows = [{ rowId: 'ponds/3', reason: 'Llm.BadRequest', detail: '\u001b[2Jno\nsuch\tmodel' }];
  expect(rowLines(rows)).toEqual(['ponds/3  Llm.BadRequest  no such model']);
});
