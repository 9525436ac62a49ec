import { setImmediate as nextTurn } from 'node:timers/promises';
import { configsOf, type ConfigName, type ConfigRow } from '../preference/config-features.ts';
import { configRows } from '../preference/dataset-columns.ts';
import type { KeptRow } from '../preference/keep-columns.ts';
import type { TurnSelection } from '../preference/conversation-turns.ts';
import { furtherConfigRows } from '../preference/further-config-rows.ts';
import type { ToldThoughts } from '../preference/thoughts/told-thoughts.ts';
import type { RunInput } from '../contract/run-input.schema.ts';
import { shardName } from '../contract/names.ts';
import { partsFolderName } from '../dataset/folder.ts';
import type { Storage } from '../storage/storage.ts';
import { storedLines } from '../storage/stored-lines.ts';
import { measuredRows, type TokenMeter } from './measured-rows.ts';
import { splitKey } from './splits.ts';
import type { SequenceLengths } from './report/numbers/trainer-fit.ts';

export interface PartPlace {
  storage: Storage;
  shard: number;
  part: number;
}

/** What of a run's settings decides its rows. */
export interface PartSettings extends Pick<RunInput['output'], 'kto' | 'configs' | 'test'> {
  reasoning?: ToldThoughts | undefined;
  turns?: TurnSelection | undefined;
}

/** A line of a part: the row, and where the run asks for it, by what it is split and how long it is in tokens. */
export type PartRow<Config extends ConfigName> = ConfigRow[Config] & {
  splitKey?: number;
  sequences?: SequenceLengths;
  answerTokens?: number[];
};

/** Writes one part of a shard, a file for each config; the same rows give the same bytes. */
export async function writePart(
  place: PartPlace,
  rows: readonly KeptRow[],
  settings: PartSettings,
  meter?: TokenMeter,
): Promise<void> {
  const rowsByConfig = [];
  for (const row of rows) {
    const told = withThoughtsTold(row, settings);
    const projected = { ...configRows(told, settings.kto), ...furtherConfigRows(told, settings) };
    rowsByConfig.push({
      rows: meter ? { ...projected, ...measuredRows(projected, meter) } : projected,
      split: settings.test === undefined ? {} : splitColumn(row, settings.turns),
    });
    // Counting a row takes milliseconds, in which this worker's heartbeats wait.
    if (meter) await nextTurn();
  }
  for (const config of configsOf(settings)) {
    const lines = rowsByConfig.flatMap(({ rows: projected, split }) =>
      (projected[config] ?? []).map((row) => `${JSON.stringify({ ...row, ...split })}\n`),
    );
    await place.storage.write(partPath(place, config), lines);
  }
}

/** The rows of one config over all parts, in their order, one at a time. */
export async function* readPartRows<Config extends ConfigName>(
  storage: Storage,
  partsByShard: readonly (number | null)[],
  config: Config,
): AsyncGenerator<PartRow<Config>> {
  for (const [shard, parts] of partsByShard.entries()) {
    for (let part = 0; part < (parts ?? 0); part += 1) {
      for await (const line of storedLines(storage.read(partPath({ shard, part }, config)))) {
        yield JSON.parse(line.toString()) as PartRow<Config>;
      }
    }
  }
}

function withThoughtsTold(row: KeptRow, { reasoning = 'omit' }: PartSettings): KeptRow {
  return row.columns ? { ...row, columns: { ...row.columns, told_thoughts: reasoning } } : row;
}

/** A row that never was a conversation has none, and is no one's test. */
function splitColumn({ columns }: KeptRow, turns: TurnSelection = 'last'): { splitKey?: number } {
  return columns ? { splitKey: splitKey(columns.messages, turns) } : {};
}

function partPath({ shard, part }: Omit<PartPlace, 'storage'>, config: ConfigName): string {
  return `${partsFolderName}/${shardName(shard)}-part-${String(part).padStart(3, '0')}.${config}.jsonl`;
}
