import { configNames, type ConfigName, type ConfigRow } from '../preference/config-features.ts';
import { configRows } from '../preference/dataset-columns.ts';
import type { KeptRow } from '../preference/keep-columns.ts';
import type { ToldThoughts } from '../preference/thoughts/told-thoughts.ts';
import type { RunInput } from '../contract/run-input.schema.ts';
import { shardName } from '../contract/names.ts';
import { partsFolderName } from '../dataset/folder.ts';
import type { Storage } from '../storage/storage.ts';
import { storedLines } from '../storage/stored-lines.ts';

export interface PartPlace {
  storage: Storage;
  shard: number;
  part: number;
}

/** What of a run's settings decides its rows. */
export interface PartSettings extends Pick<RunInput['output'], 'kto'> {
  reasoning?: ToldThoughts | undefined;
}

/** Writes one part of a shard, a file for each config; the same rows give the same bytes. */
export async function writePart(
  place: PartPlace,
  rows: readonly KeptRow[],
  settings: PartSettings,
): Promise<void> {
  const rowsByConfig = rows.map((row) => configRows(withThoughtsTold(row, settings), settings.kto));
  for (const config of configNames) {
    const lines = rowsByConfig
      .flatMap((projected): readonly object[] => projected[config])
      .map((row) => `${JSON.stringify(row)}\n`);
    await place.storage.write(partPath(place, config), lines);
  }
}

/** The rows of one config over all parts, in their order, one at a time. */
export async function* readPartRows<Config extends ConfigName>(
  storage: Storage,
  partsByShard: readonly (number | null)[],
  config: Config,
): AsyncGenerator<ConfigRow[Config]> {
  for (const [shard, parts] of partsByShard.entries()) {
    for (let part = 0; part < (parts ?? 0); part += 1) {
      for await (const line of storedLines(storage.read(partPath({ shard, part }, config)))) {
        yield JSON.parse(line.toString()) as ConfigRow[Config];
      }
    }
  }
}

function withThoughtsTold(row: KeptRow, { reasoning = 'omit' }: PartSettings): KeptRow {
  return row.columns ? { ...row, columns: { ...row.columns, told_thoughts: reasoning } } : row;
}

function partPath({ shard, part }: Omit<PartPlace, 'storage'>, config: ConfigName): string {
  return `${partsFolderName}/${shardName(shard)}-part-${String(part).padStart(3, '0')}.${config}.jsonl`;
}
