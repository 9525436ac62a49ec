import type { KeptRow } from '../../src/preference/keep-columns.ts';
import type { PublishDatasetInput } from '../../src/contract/activities.ts';
import { addTallies, tallyOfRow } from '../../src/contract/tally.ts';
import type { FileSizes } from '../../src/output/data-files/file-sizes.ts';
import type { TokenMeter } from '../../src/output/measured-rows.ts';
import { claimOutput } from '../../src/output/output-claim.ts';
import { writePart } from '../../src/output/part-files.ts';
import { publishDataset } from '../../src/output/publish-dataset.ts';
import { localFolder } from '../../src/storage/local-folder.ts';
import { runInput } from '../source/run-settings.ts';

export interface PublishedRows {
  settings?: Record<string, unknown>;
  workflowId?: string;
  /** How many rows each part holds. */
  rowsInPart?: number;
  sizes?: FileSizes;
  /** Counts with the tokenizer that the settings name. */
  meter?: TokenMeter;
}

/** Publishes rows as a run would, every shard in parts of the given size. */
export async function publishRows(
  folder: string,
  rows: readonly KeptRow[],
  { settings = {}, workflowId = 'letters', rowsInPart = 2, sizes, meter }: PublishedRows = {},
): Promise<PublishDatasetInput> {
  const run = { workflowId, runId: 'run-1' };
  const input = runInput(settings);
  await claimOutput(localFolder(folder), 'out/letters', run);
  const parts = Math.ceil(rows.length / rowsInPart);
  for (let part = 0; part < parts; part += 1) {
    const start = part * rowsInPart;
    const place = { storage: localFolder(folder), shard: 0, part };
    const partSettings = { ...input.output, turns: input.turns };
    await writePart(place, rows.slice(start, start + rowsInPart), partSettings, meter);
  }
  const request: PublishDatasetInput = {
    run,
    input,
    source: { path: 'letters.jsonl', name: 'letters', bytes: 9, files: 1, fingerprint: 'abc', mapping: {} },
    partsByShard: [parts],
    tally: addTallies(...rows.map(tallyOfRow)),
    prices: {},
    startedAt: 1_700_000_100_000,
    partial: null,
  };
  await publishDataset(localFolder(folder), request, sizes ? { sizes } : {});
  return request;
}
