import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import type { SchemaElement } from 'hyparquet';
import { seededRandom } from '../../src/preference/seeded-random.ts';
import { structsColumn, textColumn } from '../output/parquet-rows.ts';

interface Turn {
  input: string;
  output: string;
}

const turnsPerRow = 3;
/** With 200,000 rows, one gigabyte of JSON Lines. */
const inputCharacters = 330;
const outputCharacters = 1_280;

/** Every hundredth conversation stands there again. */
export const repeatedEvery = 100;

const words = Array.from({ length: 5_000 }, (_, at) =>
  (Math.imul(at, 2_654_435_761) >>> 0).toString(36).slice(0, 2 + (at % 7)),
);

function conversationOf(row: number): Turn[] {
  const random = seededRandom('large', row % repeatedEvery === 0 ? 0 : row);
  const text = (characters: number) => {
    let written = '';
    while (written.length < characters) written += `${words[Math.floor(random() * words.length)] ?? ''} `;
    return written;
  };
  return Array.from({ length: turnsPerRow }, () => ({
    input: text(inputCharacters),
    output: text(outputCharacters),
  }));
}

export async function writeLargeJsonl(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  for (let row = 0; row < rows; row += 1) {
    const line = `${JSON.stringify({ source: 'invented', conversation: conversationOf(row) })}\n`;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

const schema: SchemaElement[] = [
  { name: 'schema', num_children: 2 },
  textColumn('source'),
  ...structsColumn('conversation', ['input', 'output']),
];

/** The same rows, in row groups as `datasets` writes them by default. */
export async function writeLargeParquet(path: string, rows: number, rowGroupSize = 1_000): Promise<void> {
  const writer = new ParquetWriter({ writer: fileWriter(path), schema });
  for (let first = 0; first < rows; first += rowGroupSize) {
    const group = Array.from({ length: Math.min(rowGroupSize, rows - first) }, (_, at) =>
      conversationOf(first + at),
    );
    await writer.write({
      columnData: [
        { name: 'source', data: group.map(() => 'invented') },
        { name: 'conversation', data: group },
      ],
      rowGroupSize,
    });
  }
  await writer.finish();
}
