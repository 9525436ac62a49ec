import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openRows } from '../../../src/source/files/open-rows.ts';
import { firstPlace } from '../../../src/source/row-reader.ts';
import { parquetOf } from '../../output/parquet-rows.ts';
import { keptScratchFolders } from '../../storage/scratch-folder.ts';

const scratchFolder = keptScratchFolders();

const rowOf = (text: string) => ({ messages: [{ role: 'user', content: text }] });
const asLines = (texts: readonly string[]) =>
  texts.map((text) => `${JSON.stringify(rowOf(text))}\n`).join('');
const asArray = (texts: readonly string[]) => JSON.stringify(texts.map(rowOf), null, 1);

const written: Record<string, (texts: readonly string[]) => string | Buffer> = {
  'rows.jsonl': asLines,
  'rows.jsonl.gz': (texts) => gzipSync(asLines(texts)),
  'rows.json': asArray,
  'rows.json.gz': (texts) => gzipSync(asArray(texts)),
  'rows.parquet': (texts) =>
    parquetOf(
      'messages',
      ['role', 'content'],
      texts.map((text) => ({ source: null, turns: rowOf(text).messages })),
    ),
};

test.each(Object.entries(written))(
  'any well-formed text comes out of %s as it went in',
  async (name, write) => {
    const folder = await scratchFolder();
    let files = 0;
    const texts = fc.array(fc.string({ unit: 'binary' }), { minLength: 100, maxLength: 200, size: 'max' });
    await fc.assert(
      fc.asyncProperty(texts, async (given) => {
        const path = join(folder, `${(files += 1)}-${name}`);
        await writeFile(path, write(given));
        const reader = await openRows(
          { path, name },
          { mapping: {}, unpackedDirectory: join(folder, 'unpacked') },
        );
        if ('problem' in reader) throw new Error(reader.problem);
        const rows: unknown[] = [];
        for await (const row of reader.rows(firstPlace)) rows.push(row.read());
        expect(rows).toMatchObject(given.map((text) => ({ json: rowOf(text) })));
      }),
      { numRuns: 2 },
    );
  },
);
