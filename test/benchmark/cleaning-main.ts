import { planDataset } from '../../src/activities/plan-dataset.ts';
import type { Shard } from '../../src/contract/run.ts';
import { DataDirectory } from '../../src/storage/data-directory.ts';
import { loadShard } from '../../src/source/load-shard.ts';
import { contextOf, planShards } from '../../src/source/plan-shards.ts';
import { openRowChecks } from '../../src/source/selection/row-checks.ts';
import { readSeen } from '../../src/source/selection/seen-conversations.ts';
import type { SourceAccess } from '../../src/source/source-access.ts';
import { listSourceFiles, openSourceFile } from '../../src/source/source-files.ts';
import { localFolder } from '../../src/storage/local-folder.ts';
import { planningAccess } from '../activities/planning-access.ts';

export interface CleaningFigures {
  seconds: number;
  loadSeconds: number;
  rows: number;
  peakMegabytes: number;
  /** Rows by the reason they were dropped for. */
  dropped: Record<string, number[]>;
}

/** A process that plans and loads `planted.jsonl` to its end with every check, as a worker does. */
const [folder = ''] = process.argv.slice(2);
const access: SourceAccess = {
  directory: new DataDirectory(folder),
  hub: { endpoint: 'http://localhost', token: undefined, cacheDirectory: `${folder}/hub` },
  unpackedDirectory: `${folder}/unpacked`,
};
const output = { path: 'out-cleaned' };
const startedAt = Date.now();
const { input, source, planned } = await planDataset(
  {
    run: { workflowId: 'cleaning', runId: 'cleaning' },
    input: {
      source: { path: 'planted.jsonl' },
      rows: {
        duplicates: { minhash: 0.8 },
        languages: ['en'],
        decontaminate: { against: ['benchmark.jsonl'], ngram: 8, threshold: 0.5 },
      },
      generators: [{ model: 'simulated/terse' }],
      judges: [{ model: 'simulated/strict' }],
      output,
    },
  },
  access,
  { problemWith: () => undefined, priceOf: () => undefined },
  planningAccess(access),
);
const check = await openRowChecks(access, input.rows);
const dropped: Record<string, number[]> = {};
let rows = 0;
let loadMilliseconds = 0;

async function load(page: readonly Shard[]): Promise<void> {
  const from = Date.now();
  for (const shard of page) {
    const reader = await openSourceFile(access, source, shard.file);
    const loaded = await loadShard(reader, contextOf(source, input, reader, undefined, check), shard);
    rows += loaded.length;
    for (const row of loaded) if (row.kind === 'dropped') (dropped[row.dropped.reason] ??= []).push(row.row);
  }
  loadMilliseconds += Date.now() - from;
}

const notes = localFolder(`${folder}/${output.path}`);
await load(planned.shards);
for (let { next } = planned; next;) {
  const files = await listSourceFiles(access, source);
  const seen = await readSeen(notes, input.rows, next.page);
  const open = (file: Shard['file']) => openSourceFile(access, source, file);
  const page = await planShards({ source, files, open }, input, next, seen, check);
  await seen?.keep(notes, next.page);
  await load(page.shards);
  next = page.next;
}
const figures: CleaningFigures = {
  seconds: (Date.now() - startedAt - loadMilliseconds) / 1_000,
  loadSeconds: loadMilliseconds / 1_000,
  rows,
  peakMegabytes: process.resourceUsage().maxRSS / 1_000,
  dropped,
};
process.stdout.write(JSON.stringify(figures));
