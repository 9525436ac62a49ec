import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { configNames, configRows, type ConfigName, type ConfigRows } from '../preference/dataset-columns.ts';
import type { KeptRow } from '../preference/keep-columns.ts';
import { shardName } from '../contract/names.ts';
import { writeWholeFile } from './write-file.ts';

export const partsFolderName = '.parts';

export interface PartPlace {
  folder: string;
  shard: number;
  part: number;
}

/** Writes one part of a shard, a file for each config; the same rows give the same bytes. */
export async function writePart(place: PartPlace, rows: readonly KeptRow[]): Promise<void> {
  const rowsByConfig = rows.map(configRows);
  for (const config of configNames) {
    const lines = rowsByConfig
      .flatMap((configured): readonly object[] => configured[config])
      .map((row) => `${JSON.stringify(row)}\n`);
    await writeWholeFile(partPath(place, config), lines);
  }
}

/** The bytes of one config over all parts, in the order of the rows. */
export async function* readParts(
  folder: string,
  partsByShard: readonly (number | null)[],
  config: ConfigName,
): AsyncGenerator<Buffer> {
  for (const [shard, parts] of partsByShard.entries()) {
    for (let part = 0; part < (parts ?? 0); part += 1) {
      yield* createReadStream(partPath({ folder, shard, part }, config)) as AsyncIterable<Buffer>;
    }
  }
}

/** The rows of one config over all parts, one at a time, as this project wrote them. */
export async function* readPartRows<Config extends ConfigName>(
  folder: string,
  partsByShard: readonly (number | null)[],
  config: Config,
): AsyncGenerator<ConfigRows[Config][number]> {
  const bytes = Readable.from(readParts(folder, partsByShard, config), { objectMode: false });
  for await (const line of createInterface({ input: bytes, crlfDelay: Infinity })) {
    yield JSON.parse(line) as ConfigRows[Config][number];
  }
}

function partPath({ folder, shard, part }: PartPlace, config: ConfigName): string {
  return join(
    folder,
    partsFolderName,
    `${shardName(shard)}-part-${String(part).padStart(3, '0')}.${config}.jsonl`,
  );
}
