import type { RunInput } from '../contract/run-input.schema.ts';
import { invalidInput } from '../contract/failures.ts';
import type { Source, SourceFile } from '../contract/run.ts';
import { publishedRepository, type PublishedAsked } from '../contract/input/source.schema.ts';
import { hasWildcards, sourceNameOf } from '../contract/source-format.ts';
import { cachedFile, noteRevision } from './hub/cached-file.ts';
import { findHubSource, findPlannedHubFiles } from './hub/hub-source.ts';
import { findLocalFiles, findPlannedFiles, fingerprintOf, locateFile } from './files/local-files.ts';
import { openRows } from './files/open-rows.ts';
import { publishedCandidates } from './files/published-candidates.ts';
import type { RowReader } from './row-reader.ts';
import type { SourceAccess } from './source-access.ts';

export interface SourceFiles {
  source: Source;
  /** In the order of their names, which is that of the source's rows. */
  files: SourceFile[];
}

/** Finds what an input asks for, and notes how it is, so that a later change is noticed. */
export async function findSource(access: SourceAccess, asked: RunInput['source']): Promise<SourceFiles> {
  if ('hub' in asked) {
    const found = await findHubSource(access.hub, asked);
    await noteRevision(access.hub, asked.hub, asked.revision, found.source.commit);
    return found;
  }
  if (typeof asked.candidates === 'string') return await findPublished(access, asked);
  const { path, mapping, candidates } = asked;
  const files = await findLocalFiles(access.directory, path);
  const source = {
    path,
    name: hasWildcards(path) ? commonName(path) : sourceNameOf(path),
    files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    fingerprint: fingerprintOf(files),
    mapping,
    ...(candidates === undefined ? {} : { candidates }),
  };
  return { source, files };
}

/** The candidates of a dataset that this application has published: a folder, or a repository of the Hub. */
async function findPublished(access: SourceAccess, asked: PublishedAsked): Promise<SourceFiles> {
  const { mapping, ratings, revision = 'main' } = asked;
  const hub = publishedRepository(asked);
  if (hub !== undefined) {
    const dataset = { hub, split: 'train', config: 'candidates', revision, mapping };
    const { source, files } = await findSource(access, dataset);
    return { source: { ...source, candidates: { ratings } }, files };
  }
  const path = await publishedCandidates(access, asked.candidates, 'source.candidates');
  const { source, files } = await findSource(access, { path, mapping });
  return { source: { ...source, name: sourceNameOf(asked.candidates), candidates: { ratings } }, files };
}

/** The files of a source that was planned before. Fails with `Dataset.SourceChanged`. */
export async function listSourceFiles(access: SourceAccess, source: Source): Promise<SourceFile[]> {
  return 'hub' in source
    ? await findPlannedHubFiles(access.hub, source)
    : await findPlannedFiles(access.directory, source);
}

/** Opens one file of a source, fetched or unpacked first where it must be. */
export async function openSourceFile(
  access: SourceAccess,
  source: Source,
  file: SourceFile,
): Promise<RowReader> {
  const path =
    'hub' in source
      ? await cachedFile(access.hub, { dataset: source.hub, commit: source.filesCommit, path: file.path })
      : await locateFile(access.directory, file);
  const { mapping, candidates } = source;
  const reader = await openRows(
    { path, name: file.path },
    { mapping, candidates, unpackedDirectory: access.unpackedDirectory },
  );
  if ('problem' in reader) throw invalidInput([`${sourcePlace(source)}: "${file.path}" ${reader.problem}`]);
  return reader;
}

/** The key of the input that names the source. */
export function sourcePlace(source: Source): string {
  if (typeof source.candidates === 'object') return 'source.candidates';
  return 'hub' in source ? 'source.hub' : 'source.path';
}

/** `data/train-*.jsonl` is `train`, `data/*.jsonl` is `data`. */
function commonName(pattern: string): string {
  const fixed = /^[^*?[\]{}]*/.exec(pattern)?.[0] ?? '';
  const names = fixed.split('/').map((name) => name.replace(/[-_. ]+$/, ''));
  return names.findLast((name) => name !== '') ?? 'rows';
}
