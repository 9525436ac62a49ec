import { planDataset } from '../../src/activities/plan-dataset.ts';
import type { Shard } from '../../src/contract/run.ts';
import { DataDirectory } from '../../src/storage/data-directory.ts';
import { loadShard } from '../../src/source/load-shard.ts';
import { contextOf, planShards } from '../../src/source/plan-shards.ts';
import { readSeen } from '../../src/source/selection/seen-conversations.ts';
import type { SourceAccess } from '../../src/source/source-access.ts';
import { listSourceFiles, openSourceFile } from '../../src/source/source-files.ts';
import { localFolder } from '../../src/storage/local-folder.ts';
import { planningAccess } from '../activities/planning-access.ts';

export interface PlanningFigures {
  /** Until the first shard could start. */
  firstSeconds: number;
  /** Until all was planned. */
  seconds: number;
  loadSeconds: number;
  shards: number;
  rows: number;
  repeated: number;
  peakMegabytes: number;
}

/** A process that plans a source to its end, page by page as a worker does, and then loads every shard. */
const [folder = '', path = '', duplicates = 'keep'] = process.argv.slice(2);
const access: SourceAccess = {
  directory: new DataDirectory(folder),
  hub: { endpoint: 'http://localhost', token: undefined, cacheDirectory: `${folder}/hub` },
  unpackedDirectory: `${folder}/unpacked`,
};
const output = { path: `out-${path}-${duplicates}` };
const startedAt = Date.now();
const secondsSince = (time: number) => (Date.now() - time) / 1_000;
const { input, source, planned } = await planDataset(
  {
    run: { workflowId: 'planning', runId: 'planning' },
    input: {
      source: { path },
      rows: { duplicates },
      generators: [{ model: 'simulated/terse' }],
      judges: [{ model: 'simulated/strict' }],
      output,
    },
  },
  access,
  { problemWith: () => undefined, priceOf: () => undefined },
  planningAccess(access),
);
const firstSeconds = secondsSince(startedAt);

let rows = 0;
let repeated = 0;
let shards = 0;
let loadMilliseconds = 0;
let peakMegabytes = 0;
const noteMemory = () => (peakMegabytes = Math.max(peakMegabytes, process.memoryUsage.rss() / 1e6));
const watching = setInterval(noteMemory, 50);

async function load(page: readonly Shard[]): Promise<void> {
  const from = Date.now();
  for (const shard of page) {
    const reader = await openSourceFile(access, source, shard.file);
    const loaded = await loadShard(reader, contextOf(source, input, reader, undefined), shard);
    rows += loaded.length;
    repeated += shard.repeated.length;
  }
  shards += page.length;
  loadMilliseconds += Date.now() - from;
}

const notes = localFolder(`${folder}/${output.path}`);
await load(planned.shards);
for (let { next } = planned; next;) {
  const files = await listSourceFiles(access, source);
  const seen = await readSeen(notes, input.rows, next.page);
  const open = (file: Shard['file']) => openSourceFile(access, source, file);
  const page = await planShards({ source, files, open }, input, next, seen);
  await seen?.keep(notes, next.page);
  await load(page.shards);
  next = page.next;
}
clearInterval(watching);
const figures: PlanningFigures = {
  firstSeconds,
  seconds: secondsSince(startedAt) - loadMilliseconds / 1_000,
  loadSeconds: loadMilliseconds / 1_000,
  shards,
  rows,
  repeated,
  peakMegabytes: Math.max(peakMegabytes, process.resourceUsage().maxRSS / 1_000),
};
process.stdout.write(JSON.stringify(figures));
