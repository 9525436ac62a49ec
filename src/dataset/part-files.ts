import { join } from 'node:path';
import { configNames, type ConfigName, type ConfigRow } from '../preference/config-features.ts';
import { configRows } from '../preference/dataset-columns.ts';
import type { KeptRow } from '../preference/keep-columns.ts';
import type { KtoThresholds } from '../preference/kto-label.ts';
import { shardName } from '../contract/names.ts';
import { readLines } from './jsonl-lines.ts';
import { writeWholeFile } from './write-file.ts';

export const partsFolderName = '.parts';

export interface PartPlace {
  folder: string;
  shard: number;
  part: number;
}

/** Writes one part of a shard, a file for each config; the same rows give the same bytes. */
export async function writePart(
  place: PartPlace,
  rows: readonly KeptRow[],
  kto: KtoThresholds,
): Promise<void> {
  const rowsByConfig = rows.map((row) => configRows(row, kto));
  for (const config of configNames) {
    const lines = rowsByConfig
      .flatMap((projected): readonly object[] => projected[config])
      .map((row) => `${JSON.stringify(row)}\n`);
    await writeWholeFile(partPath(place, config), lines);
  }
}

/** The rows of one config over all parts, in their order, one at a time. */
export async function* readPartRows<Config extends ConfigName>(
  folder: string,
  partsByShard: readonly (number | null)[],
  config: Config,
): AsyncGenerator<ConfigRow[Config]> {
  const wholeFile = { byteStart: 0, firstLine: 1, mostBytes: Infinity };
  for (const [shard, parts] of partsByShard.entries()) {
    for (let part = 0; part < (parts ?? 0); part += 1) {
      for await (const { bytes } of readLines(partPath({ folder, shard, part }, config), wholeFile)) {
        if (bytes) yield JSON.parse(bytes.toString()) as ConfigRow[Config];
      }
    }
  }
}

function partPath({ folder, shard, part }: PartPlace, config: ConfigName): string {
  return join(
    folder,
    partsFolderName,
    `${shardName(shard)}-part-${String(part).padStart(3, '0')}.${config}.jsonl`,
  );
}
