import { expect, test } from 'vitest';
import { readDropped } from '../../../src/commands/failures/read-dropped.ts';

const drop = (row: number, reason = 'Pair.Tie') => ({ rowId: `ponds/${row}`, reason, detail: 'd' });

test('no more rows are read than are shown, and one to know that there are more', async () => {
  let read = 0;
  const endless = async function* () {
    for (;;) {
      await Promise.resolve();
      yield drop((read += 1));
    }
  };
  const { rows, more } = await readDropped([endless()], { limit: 3 });
  expect({ rows: rows.length, more, read }).toEqual({ rows: 3, more: true, read: 4 });
});

test('exactly as many rows as asked for are not more', async () => {
  expect(await readDropped([[drop(1)], [drop(2)]], { limit: 2 })).toEqual({
    rows: [drop(1), drop(2)],
    more: false,
  });
});

test('a row that two sources know is shown once, and only rows of the reason asked for', async () => {
  const sources = [
    [drop(1), drop(2, 'Llm.Timeout')],
    [drop(2, 'Llm.Timeout'), drop(3, 'Llm.Timeout')],
  ];
  const { rows } = await readDropped(sources, { limit: 9, reason: 'Llm.Timeout' });
  expect(rows.map(({ rowId }) => rowId)).toEqual(['ponds/2', 'ponds/3']);
});
