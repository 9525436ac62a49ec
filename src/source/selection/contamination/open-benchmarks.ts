import type { Decontaminate } from '../../../contract/input/rows.schema.ts';
import { invalidInput } from '../../../contract/failures.ts';
import { limits } from '../../../contract/limits.ts';
import { hasWildcards } from '../../../contract/source-format.ts';
import { fingerprintOf, locateFile } from '../../files/local-files.ts';
import { openRows } from '../../files/open-rows.ts';
import { cachedFile } from '../../hub/cached-file.ts';
import { firstPlace } from '../../row-reader.ts';
import type { SourceAccess } from '../../source-access.ts';
import { findSource, type SourceFiles } from '../../source-files.ts';
import { BenchmarkIndex } from './benchmark-index.ts';
import { textsOfBenchmarkRow } from './benchmark-texts.ts';

const where = 'rows.decontaminate.against';

/** Reading sets takes seconds, and a run asks for the same again with every shard. */
const opened = new Map<string, Promise<BenchmarkIndex>>();

/** Fails with `InvalidInput` for a set that is not there or cannot be read, or with `Hub.Unavailable`. */
export async function openBenchmarks(
  access: SourceAccess,
  { against, ngram }: Decontaminate,
): Promise<BenchmarkIndex> {
  const sets = await Promise.all(against.map((set) => findSet(access, set)));
  const key = JSON.stringify([ngram, sets.map(({ name, version }) => [name, version])]);
  const before = opened.get(key);
  if (before) return await before;
  const opening = readSets(access, sets, ngram);
  opened.set(key, opening);
  opening.catch(() => opened.delete(key));
  return await opening;
}

interface BenchmarkSet extends SourceFiles {
  name: string;
  version: string;
}

/** What was found before on the Hub, by name: its commit is asked for once. */
const onHub = new Map<string, Promise<SourceFiles>>();

async function findSet(access: SourceAccess, set: Decontaminate['against'][number]): Promise<BenchmarkSet> {
  if (typeof set === 'string') {
    const found = await findSource(access, { path: set, mapping: {} });
    return { ...found, name: set, version: fingerprintOf(found.files) };
  }
  const asked = { mapping: {}, ...set };
  const key = `${access.hub.endpoint} ${JSON.stringify(asked)}`;
  const found = onHub.get(key) ?? findSource(access, asked);
  onHub.set(key, found);
  found.catch(() => onHub.delete(key));
  const { source, files } = await found;
  const { commit } = source as { commit: string };
  return { source, files, name: `${set.hub}, split ${set.split}`, version: commit };
}

async function readSets(
  access: SourceAccess,
  sets: readonly BenchmarkSet[],
  ngram: number,
): Promise<BenchmarkIndex> {
  const index = new BenchmarkIndex(ngram);
  for (const { source, files, name } of sets) {
    for (const file of files) {
      const path =
        'hub' in source
          ? await cachedFile(access.hub, { dataset: source.hub, commit: source.filesCommit, path: file.path })
          : await locateFile(access.directory, file);
      const { unpackedDirectory } = access;
      const reader = await openRows(
        { path, name: file.path },
        { mapping: {}, unpackedDirectory, everyColumn: true },
      );
      if ('problem' in reader) throw invalidInput([`${where}: "${file.path}" ${reader.problem}`]);
      const set = hasWildcards(name) ? file.path : name;
      for await (const row of reader.rows(firstPlace)) {
        const read = row.read();
        if (!('json' in read)) continue;
        for (const { column, text } of textsOfBenchmarkRow(read.json, ngram)) {
          index.add({ set, row: row.number, column }, text);
        }
        if (index.runs > limits.benchmarkRuns) {
          throw invalidInput([
            `${where}: these sets hold more than ${limits.benchmarkRuns} runs of ${ngram} words: name fewer, or smaller ones`,
          ]);
        }
      }
    }
  }
  return index;
}
