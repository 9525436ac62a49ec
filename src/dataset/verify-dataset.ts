import { defaultMostPairs } from '../preference/choose-all-pairs.ts';
import { cardName, manifestName, reportName } from './folder.ts';
import { jsonlFolderName } from './format-directories.ts';
import type { FinishedManifest } from './manifest.schema.ts';
import type { PublishedFolder } from './published-folder.ts';

/** Beside the data files. */
const companions = [manifestName, cardName, reportName];

/** Files that may be there: a card of its own where there are JSON lines, and what a repository of the Hub begins with. */
const expected = [`${jsonlFolderName}/${cardName}`, '.gitattributes'];

/** Everything in which a folder is not what its `run.json` says, in words, a line each. */
export async function* differences(
  folder: PublishedFolder,
  manifest: FinishedManifest,
): AsyncGenerator<string> {
  const present = new Map<string, number>();
  for await (const { path, bytes } of folder.list()) present.set(path, bytes);

  for (const { path, bytes, sha256 } of manifest.files) {
    const found = present.get(path);
    if (found === undefined) yield `${path}: missing`;
    else if (found !== bytes) yield `${path}: changed, ${found} bytes instead of ${bytes}`;
    else if ((await folder.sha256(path)) !== sha256) yield `${path}: changed, its SHA-256 is another`;
  }
  for (const path of companions) if (!present.has(path)) yield `${path}: missing`;

  const known = new Set([...manifest.files.map(({ path }) => path), ...companions, ...expected]);
  for (const path of [...present.keys()].sort()) {
    if (!known.has(path)) yield `${path}: extra, ${manifestName} does not list it`;
  }
  yield* countDifferences(manifest);
}

/** Where the counts of the run are not those of the files listed beside them. */
function* countDifferences({ counts, files, input }: FinishedManifest): Generator<string> {
  const dropped = Object.values(counts.dropped).reduce((sum, lost) => sum + lost, 0);
  const wanted = { trl: counts.pairs, dropped };
  for (const format of new Set(files.map((file) => file.format))) {
    for (const [config, rows] of Object.entries(wanted)) {
      const listed = files.filter((file) => file.config === config && file.format === format);
      if (listed.length === 0) continue;
      const found = listed.reduce((sum, file) => sum + file.rows, 0);
      if (found !== rows) yield `${config} (${format}): ${found} rows are listed, the run counted ${rows}`;
    }
  }
  const paired = counts.rows - dropped;
  const { signal, rejected, maxPairs = defaultMostPairs } = input.pairing ?? {};
  const judged = rejected === 'all' ? maxPairs : 1;
  const mostPairs = paired * (signal === 'both' ? judged + 1 : judged);
  if (counts.pairs < paired || counts.pairs > mostPairs) {
    yield `counts: ${counts.pairs} pairs and ${dropped} dropped rows do not make ${counts.rows} rows`;
  }
}
