import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepColumns } from '../../src/preference/keep-columns.ts';
import { formatDirectories } from '../../src/dataset/format-directories.ts';
import { openRows } from '../../src/source/files/open-rows.ts';
import { firstPlace } from '../../src/source/row-reader.ts';
import { answer } from '../preference/candidates.ts';
import { keptScratchFolders } from '../storage/scratch-folder.ts';
import { publishRows } from './publish-rows.ts';

const scratchFolder = keptScratchFolders();

interface Texts {
  question: string;
  better: string;
  worse: string;
}

function rowOf({ question, better, worse }: Texts, at: number) {
  const prompt = [{ role: 'user' as const, content: question }];
  return keepColumns({
    conversation: { rowId: `letters/${at}`, source: question, messages: prompt },
    prompt,
    candidates: [answer('a', worse), answer('b', better)],
    judgements: [],
    judgeLosses: [],
    calls: [],
    combined: { ratings: [2, 5], judges: [], disagreement: null },
    outcome: { chosen: 1, rejected: 0 },
  });
}

async function readChosen(path: string): Promise<unknown[]> {
  const reader = await openRows({ path, name: path }, { mapping: {}, unpackedDirectory: path });
  if ('problem' in reader) throw new Error(reader.problem);
  const values: unknown[] = [];
  for await (const row of reader.rows(firstPlace)) {
    const read = row.read();
    values.push('json' in read ? (read.json as { chosen: unknown }).chosen : read);
  }
  return values;
}

test('any well-formed text is published in Parquet and in JSON lines as it was given, and read again by a source', async () => {
  const word = fc.string({ unit: 'binary' });
  // An answer without a visible character is a loss before it comes here.
  const text = fc.tuple(word, word).map((parts) => parts.join('x'));
  const texts = fc.array(fc.record({ question: text, better: text, worse: text }), {
    minLength: 30,
    maxLength: 60,
  });
  await fc.assert(
    fc.asyncProperty(texts, async (given) => {
      const folder = await scratchFolder();
      await publishRows(folder, given.map(rowOf), { rowsInPart: 20 });
      const conversations = given.map(({ question, better }) => [
        { role: 'user', content: question },
        { role: 'assistant', content: better },
      ]);
      for (const format of ['parquet', 'jsonl'] as const) {
        const name = `train-00000-of-00001.${format}`;
        const path = join(folder, formatDirectories[format]('default'), name);
        expect(await readChosen(path)).toEqual(conversations);
      }
    }),
    { numRuns: 1 },
  );
});
