import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { RunInput } from '../../contract/run-input.schema.ts';
import type { RunSummary } from '../../contract/run.ts';
import { addTallies, emptyTally, tallyOfRow } from '../../contract/tally.ts';
import type { KeptRow } from '../../preference/keep-columns.ts';
import type { FinishedManifest } from '../../dataset/manifest.schema.ts';
import { claimOutput } from '../../output/output-claim.ts';
import type { TokenMeter } from '../../output/measured-rows.ts';
import { writePart } from '../../output/part-files.ts';
import { publishDataset } from '../../output/publish-dataset.ts';
import { Problem } from '../problem.ts';
import type { Storage } from '../../storage/storage.ts';

const rowsOfPart = 200;

/** Writes a dataset of pairs that were made anew, as a run would have, but for what it costs: nothing. */
export async function writePairs(
  storage: Storage,
  path: string,
  { manifest, input, meter }: { manifest: FinishedManifest; input: RunInput; meter?: TokenMeter | undefined },
  rows: AsyncIterable<KeptRow>,
): Promise<RunSummary> {
  const startedAt = Date.now();
  const run = { workflowId: basename(path), runId: randomUUID() };
  const { workflowId, runId, source, partial } = manifest;
  if (!source) throw new Problem('Its run.json does not say where its rows came from.');
  await claimOutput(storage, path, run);
  let part = 0;
  let tally = emptyTally();
  let held: KeptRow[] = [];
  const flush = async () => {
    await writePart({ storage, shard: 0, part }, held, { ...input.output, turns: input.turns }, meter);
    part += 1;
    held = [];
  };
  for await (const row of rows) {
    held.push(row);
    tally = addTallies(tally, tallyOfRow(row));
    if (held.length >= rowsOfPart) await flush();
  }
  if (held.length > 0) await flush();
  const { push: _, ...output } = input.output;
  return await publishDataset(storage, {
    run,
    input: { ...input, output: { ...output, path }, from: { workflowId, runId, change: ['pairing'] } },
    source,
    partsByShard: [part],
    tally,
    prices: {},
    startedAt,
    partial: partial == null ? null : { reason: 'Requested', message: partial },
  });
}
