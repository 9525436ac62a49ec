import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../../src/contract/limits.ts';
import type { TurnSelection } from '../../src/preference/conversation-turns.ts';
import type { LoadedRow, PlanCursor, Shard } from '../../src/contract/run.ts';
import { loadShard } from '../../src/source/load-shard.ts';
import { findFirstRow } from '../../src/source/first-planned-row.ts';
import { planShards, type PlannedSource, type ShardPlan } from '../../src/source/plan-shards.ts';
import { jsonlReader } from '../../src/source/files/jsonl-reader.ts';
import { drawFrom } from './draw.ts';
import { runInput } from './run-settings.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';

const scratchFolder = scratchFolders();
const file = { path: 'letters.jsonl', bytes: 0, modifiedAt: 0 };
const source = { name: 'letters', mapping: {} };
const fromStart: PlanCursor = {
  file: 0,
  start: 0,
  number: 1,
  row: 0,
  shard: 0,
  page: 0,
  rowsLeft: null,
  draw: null,
};
let path: string;

beforeEach(async () => {
  path = join(await scratchFolder(), 'letters.jsonl');
});

function letter(text: string): string {
  return JSON.stringify({ messages: [{ role: 'user', content: text }] });
}

async function plan(lines: string[], settings = {}, cursor = fromStart): Promise<ShardPlan> {
  await writeFile(path, lines.join('\n'));
  return await planShards(letters(), runInput(settings), cursor);
}

function letters(): PlannedSource {
  return { source, files: [file], open: () => Promise.resolve(jsonlReader(path)) };
}

async function firstRow(rows: Record<string, unknown>): Promise<PlanCursor | undefined> {
  return await findFirstRow(letters(), runInput({ rows }).rows);
}

async function load(shards: readonly Shard[], turns: TurnSelection = 'last'): Promise<LoadedRow[]> {
  const context = { ...source, settings: runInput({ turns }), unit: 'line' } as const;
  const rows: LoadedRow[] = [];
  // As workers do: several at a time.
  for (let first = 0; first < shards.length; first += 50) {
    const some = shards.slice(first, first + 50);
    const loaded = await Promise.all(some.map((shard) => loadShard(jsonlReader(path), context, shard)));
    expect(loaded.map(({ length }) => length)).toEqual(some.map(({ rowCount }) => rowCount));
    rows.push(...loaded.flat());
  }
  return rows;
}

/** What a user would say a row is: its number and what it begins with. */
function told(row: LoadedRow): string {
  return row.kind === 'conversation'
    ? `${row.row} ${row.conversation.messages[0]?.content.slice(0, 8) ?? ''}`
    : `${row.row} ${row.dropped.reason}`;
}

test('lines that are no JSON are planned like others: no row behind them is lost', async () => {
  const lines = [...Array.from({ length: 30 }, () => '{'), letter('last')];
  const { shards } = await plan(lines);
  const rows = await load(shards);
  expect(rows).toHaveLength(31);
  expect(told(rows[30]!)).toBe('30 last');
});

test('a file of blank lines has no shards and no rows', async () => {
  expect(await plan(['', '  ', ''])).toMatchObject({ shards: [], next: null });
  expect(await firstRow({})).toBeUndefined();
});

test('a row behind the end is not found', async () => {
  await writeFile(path, `${letter('a')}\n${letter('b')}\n\n`);
  expect(await firstRow({ offset: 2 })).toBeUndefined();
});

test('a row is found at its byte and line, blank lines passed over', async () => {
  await writeFile(path, `\n${letter('é')}\n\n${letter('b')}\n`);
  expect(await firstRow({ offset: 1, limit: 7 })).toEqual({
    ...fromStart,
    start: Buffer.byteLength(`\n${letter('é')}\n\n`),
    number: 4,
    row: 1,
    rowsLeft: 7,
  });
});

test('a row over the size takes its place among the others, and is dropped where it is loaded', async () => {
  const { shards } = await plan([letter('a'), letter('x'.repeat(limits.rowBytes)), letter('b')]);
  const rows = await load(shards);
  expect(rows.map(told)).toEqual(['0 a', '1 Dataset.RowTooLarge', '2 b']);
});

test('shards hold as many rows as one may, in order', async () => {
  const lines = Array.from({ length: 2 * limits.shardRows + 1 }, (_, at) => letter(`l${at}`));
  const { shards, next } = await plan(lines);
  expect(next).toBeNull();
  expect(shards.map(({ index, firstRow, rowCount }) => [index, firstRow, rowCount])).toEqual([
    [0, 0, limits.shardRows],
    [1, limits.shardRows, limits.shardRows],
    [2, 2 * limits.shardRows, 1],
  ]);
});

test('long rows are cut by their bytes', async () => {
  const lines = Array.from({ length: 12 }, (_, at) => letter(`l${at} ${'x'.repeat(200_000)}`));
  const { shards } = await plan(lines);
  for (const { rowCount, stretches } of shards) {
    expect(rowCount).toBeLessThan(6);
    expect(stretches).toHaveLength(1);
    expect(stretches[0]!.end - stretches[0]!.start).toBeLessThanOrEqual(limits.shardSourceBytes);
  }
  expect((await load(shards)).map(told)).toEqual(
    lines.map((_, at) => `${at} l${at} xxxxx`.slice(0, `${at} `.length + 8)),
  );
});

test.each([
  ['all', 0, undefined, 10],
  ['a first few', 0, 3, 3],
  ['from the middle', 4, undefined, 6],
  ['a few from the middle', 4, 3, 3],
  ['more than there are', 8, 100, 2],
])('rows wanted: %s', async (_case, offset, limit, count) => {
  const lines = Array.from({ length: 10 }, (_, at) => letter(`l${at}`));
  await writeFile(path, lines.join('\n\n'));
  const cursor = await firstRow({ offset, limit });
  const { shards, next } = await planShards(letters(), runInput(), cursor!);
  expect(next).toBeNull();
  expect((await load(shards)).map(told)).toEqual(
    Array.from({ length: count }, (_, at) => `${offset + at} l${offset + at}`),
  );
});

describe('more shards than one planning call returns', () => {
  // A shard of one row each: its answers may be as long as a run can ask for.
  const oneRowShards = { generators: [{ model: 'a/m', samples: 16, maxTokens: 25_000 }] };

  test('come page by page, and the pages together give every row once', async () => {
    const lines = Array.from({ length: 2 * limits.plannedShards + 5 }, (_, at) => letter(`l${at}`));
    const first = await plan(lines, oneRowShards);
    expect(first.shards).toHaveLength(limits.plannedShards);
    const shards = [...first.shards];
    const pages = [shards.length];
    for (let { next } = first; next;) {
      const page = await planShards(letters(), runInput(oneRowShards), next);
      shards.push(...page.shards);
      pages.push(page.shards.length);
      next = page.next;
    }
    expect(pages).toEqual([limits.plannedShards, limits.plannedShards, 5]);
    expect(shards.map(({ index }) => index)).toEqual(shards.map((_, at) => at));
    expect(shards.map(({ stretches }) => stretches[0]?.number)).toEqual(shards.map((_, at) => at + 1));
    expect((await load(shards)).map(told)).toEqual(lines.map((_, at) => `${at} l${at}`));
  });

  test('that end just where a page ends need no other page', async () => {
    const lines = Array.from({ length: limits.plannedShards }, (_, at) => letter(`l${at}`));
    expect((await plan(lines, oneRowShards)).next).toBeNull();
    const more = [...lines, letter('one more')];
    expect((await plan(more, oneRowShards, { ...fromStart, rowsLeft: lines.length })).next).toBeNull();
    expect((await plan(more, oneRowShards, { ...fromStart, rowsLeft: lines.length + 1 })).next).toMatchObject(
      {
        row: lines.length,
        rowsLeft: 1,
      },
    );
  });
});

test.each(Array.from({ length: 25 }, (_, seed) => [seed]))(
  'shards of a random file give each wanted row exactly once, with its number and line (seed %d)',
  async (seed) => {
    const draw = drawFrom(seed);
    const expected: string[] = [];
    const lineNumbers: number[] = [];
    const lines = Array.from({ length: draw.between(1, 200) }, (_, line) => {
      if (draw.between(1, 5) === 1) return draw.oneOf('', '  ', '\t\r');
      const size = draw.oneOf(0, 10, 1_000, 70_000, 1_000, 10, limits.rowBytes);
      const row = letter(`${line} ${draw.oneOf('x', 'é', '漢').repeat(draw.between(0, size))}`);
      const end = draw.oneOf('', '\r');
      const tooLarge = Buffer.byteLength(row + end) + 1 > limits.rowBytes;
      expected.push(tooLarge ? 'too large' : `letter ${line}`);
      lineNumbers.push(line + 1);
      return row + end;
    });
    await writeFile(path, lines.join('\n') + draw.oneOf('\n', '', '\n\n'));

    const rowsInFile = expected.length;
    const offset = draw.between(0, Math.max(0, rowsInFile - 1));
    const limit = draw.oneOf(null, draw.between(1, rowsInFile + 3));
    const cursor = await firstRow({ offset, ...(limit === null ? {} : { limit }) });
    const wanted = expected.slice(offset, limit === null ? undefined : offset + limit);
    if (!cursor) {
      expect(wanted).toEqual([]);
      return;
    }
    const { shards, next } = await planShards(letters(), runInput(), cursor);
    expect(next).toBeNull();

    const rows = await load(shards);
    expect(rows.map(({ row }) => row)).toEqual(wanted.map((_, at) => offset + at));
    expect(
      rows.map((row) =>
        row.kind === 'dropped'
          ? 'too large'
          : `letter ${row.conversation.messages[0]?.content.split(' ')[0] ?? ''}`,
      ),
    ).toEqual(wanted);
    for (const { firstRow, stretches, rowCount } of shards) {
      expect(stretches[0]?.number).toBe(lineNumbers[firstRow]);
      expect(rowCount).toBeLessThanOrEqual(limits.shardRows);
    }
  },
);

describe('where every turn makes a row', () => {
  const talk = (turns: number): string =>
    JSON.stringify({
      conversation: Array.from({ length: turns }, (_, turn) => ({
        input: `ask ${turn}`,
        output: `say ${turn}`,
      })),
    });

  test('a shard counts the rows its turns make, and loads as many', async () => {
    const { shards } = await plan([talk(3), talk(1), talk(2)], { turns: { from: 0 } });
    expect(shards).toMatchObject([{ firstRow: 0, sourceRows: 3, rowCount: 6 }]);
    const rows = await load(shards, { from: 0 });
    expect(rows.map((row) => (row.kind === 'conversation' ? row.conversation.rowId : row.rowId))).toEqual([
      'letters/0/turn-0',
      'letters/0/turn-1',
      'letters/0/turn-2',
      'letters/1/turn-0',
      'letters/2/turn-0',
      'letters/2/turn-1',
    ]);
  });

  test('a conversation without a response from the chosen turn on is one dropped row', async () => {
    const { shards } = await plan([talk(3), talk(1)], { turns: { from: 1 } });
    expect((await load(shards, { from: 1 })).map(({ kind }) => kind)).toEqual([
      'conversation',
      'conversation',
      'dropped',
    ]);
  });

  test('no shard has more rows than it may', async () => {
    const { shards } = await plan(
      Array.from({ length: 30 }, (_, at) => talk(1 + (at % 9))),
      { turns: { from: 0 } },
    );
    for (const { rowCount } of shards) expect(rowCount).toBeLessThanOrEqual(limits.shardRows);
  });
});

test('a planning call that has read enough leaves the rest to the next, the first one soon', async () => {
  const lines = Array.from({ length: 100 }, (_, at) => letter(`l${at}`));
  await writeFile(path, lines.join('\n'));
  // As if each byte stood for many: the file weighs as much as what one call may read, and half as much again.
  const bytesPerStep = (1.5 * limits.scannedBytes) / Buffer.byteLength(lines.join('\n'));
  const heavy = { ...letters(), open: () => Promise.resolve({ ...jsonlReader(path), bytesPerStep }) };
  const first = await planShards(heavy, runInput(), fromStart);
  expect(first.next?.row).toBeLessThan(15);
  const second = await planShards(heavy, runInput(), first.next!);
  expect(second.next).toMatchObject({ page: 2 });
  const third = await planShards(heavy, runInput(), second.next!);
  expect(third.next).toBeNull();
  const rows = await load([...first.shards, ...second.shards, ...third.shards]);
  expect(rows.map(told)).toEqual(lines.map((_, at) => `${at} l${at}`));
});

test('a file behind the last wanted row is never opened', async () => {
  await writeFile(path, `${letter('a')}\n${letter('b')}\n`);
  const opened: string[] = [];
  const both = {
    ...letters(),
    files: [file, { ...file, path: 'unwanted.jsonl' }],
    open: ({ path: wanted }: { path: string }) => {
      opened.push(wanted);
      return Promise.resolve(jsonlReader(path));
    },
  };
  const cursor = await findFirstRow(both, runInput({ rows: { limit: 2 } }).rows);
  const { shards, next } = await planShards(both, runInput(), cursor!);
  expect([next, shards.map(({ rowCount }) => rowCount)]).toEqual([null, [2]]);
  expect(opened).not.toContain('unwanted.jsonl');
});
