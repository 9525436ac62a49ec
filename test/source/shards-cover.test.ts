import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from '../../src/contract/limits.ts';
import type { LoadedRow, PlanCursor, Shard } from '../../src/contract/run.ts';
import { findFirstRow } from '../../src/source/first-planned-row.ts';
import { loadShard } from '../../src/source/load-shard.ts';
import { planShards, type PlannedSource } from '../../src/source/plan-shards.ts';
import { jsonlReader } from '../../src/source/files/jsonl-reader.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';
import { runInput } from './run-settings.ts';

const scratchFolder = scratchFolders();
const source = { name: 'letters', mapping: {} };

/** One file's lines: conversations of few or many bytes, what is no JSON, and blank lines, which are no rows. */
const lines = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.nat({ max: 400 }).map((bytes) => ({ bytes })) },
    { weight: 1, arbitrary: fc.integer({ min: 60_000, max: 200_000 }).map((bytes) => ({ bytes })) },
    { weight: 1, arbitrary: fc.constantFrom('', '  ') },
    { weight: 1, arbitrary: fc.constantFrom('{', '[1, 2', '"é') },
  ),
  { maxLength: 120 },
);

async function shardsOf(planned: PlannedSource, first: PlanCursor): Promise<Shard[]> {
  const shards: Shard[] = [];
  for (let cursor: PlanCursor | null = first; cursor;) {
    const page = await planShards(planned, runInput(), cursor);
    shards.push(...page.shards);
    cursor = page.next;
  }
  return shards;
}

test('whatever the lines and the rows wanted, shards cover each row once, in order, and stay in their bounds', async () => {
  const path = join(await scratchFolder(), 'letters.jsonl');
  const file = { path: 'letters.jsonl', bytes: 0, modifiedAt: 0 };
  const planned = { source, files: [file], open: () => Promise.resolve(jsonlReader(path)) };
  const wanted = fc.record({
    offset: fc.nat({ max: 130 }),
    limit: fc.option(fc.integer({ min: 1, max: 130 })),
  });
  await fc.assert(
    fc.asyncProperty(lines, wanted, async (given, { offset, limit }) => {
      const written = given.map((line, at) =>
        typeof line === 'string'
          ? line
          : JSON.stringify({ messages: [{ role: 'user', content: `${at} ${'x'.repeat(line.bytes)}` }] }),
      );
      await writeFile(path, written.join('\n'));
      const rows = written.flatMap((line, at) => (line.trim() === '' ? [] : [{ line, at }]));
      const expected = rows.slice(offset, limit === null ? undefined : offset + limit);

      const first = await findFirstRow(
        planned,
        runInput({ rows: { offset, ...(limit ? { limit } : {}) } }).rows,
      );
      expect(first !== undefined).toBe(offset < rows.length);
      const shards = first ? await shardsOf(planned, first) : [];
      const loaded: LoadedRow[] = [];
      for (const shard of shards) {
        expect(shard.rowCount).toBeLessThanOrEqual(limits.shardRows);
        const bytes = shard.stretches.reduce((sum, { start, end }) => sum + end - start, 0);
        if (shard.rowCount > 1) expect(bytes).toBeLessThanOrEqual(limits.shardSourceBytes);
        const ofShard = await loadShard(
          jsonlReader(path),
          { ...source, settings: runInput(), unit: 'line' },
          shard,
        );
        expect(ofShard).toHaveLength(shard.rowCount);
        loaded.push(...ofShard);
      }
      expect(shards.map(({ index }) => index)).toEqual(shards.map((_, place) => place));
      expect(loaded.map(({ row }) => row)).toEqual(expected.map((_, place) => offset + place));
      for (const [place, row] of loaded.entries()) {
        const text = row.kind === 'conversation' ? row.conversation.messages[0]?.content : undefined;
        expect(text?.split(' ')[0]).toBe(
          row.kind === 'conversation' ? String(expected[place]?.at) : undefined,
        );
        expect(row.kind === 'conversation').toBe(expected[place]?.line.endsWith('}'));
      }
    }),
    { numRuns: 60 },
  );
});
