import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Row = Record<string, unknown>;

/** The rows of one published config. */
export async function readRows(dataDirectory: string, config: string, output = 'out/pairs'): Promise<Row[]> {
  const text = await readFile(
    join(dataDirectory, output, 'jsonl', config, 'train-00000-of-00001.jsonl'),
    'utf8',
  );
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}

export async function readManifest(dataDirectory: string, output = 'out/pairs'): Promise<Row> {
  return JSON.parse(await readFile(join(dataDirectory, output, 'run.json'), 'utf8')) as Row;
}
