import { basename } from 'node:path';
import { ApplicationFailure } from '@temporalio/common';
import { openMeter } from '../activities/token-activities.ts';
import { answerTexts, estimatedTokens } from '../contract/answer-texts.ts';
import { parseRunInput, type RunInput } from '../contract/run-input.schema.ts';
import type { EarlierDataset } from '../dataset/earlier-dataset.ts';
import type { FinishedManifest } from '../dataset/manifest.schema.ts';
import { dropRow, type KeptRow } from '../preference/keep-columns.ts';
import { pairRow } from '../preference/pair-row.ts';
import { readConfiguration } from '../process/configuration.ts';
import { readInputFile } from './input-file.ts';
import { judgedRows } from './pairing/judged-rows.ts';
import { PairingTally } from './pairing/pairing-numbers.ts';
import { pairingTable } from './pairing/pairing-table.ts';
import { writePairs } from './pairing/write-pairs.ts';
import { Problem } from './problem.ts';
import { openSourceAccess } from '../source/open-source-access.ts';
import { finishedManifest, openPublishedPlace } from './published-place.ts';
import { partOfInput } from './rerun-input.ts';
import { plainText, type Say } from './say.ts';
import { storageOf } from './storage-of.ts';

export interface PairOptions {
  /** Files. */
  policy: string[];
  output?: string;
}

interface Policy {
  name: string;
  /** The dataset's own, with this pairing. */
  input: RunInput;
}

/** `npm run pair -- <output>`: other pairs of the candidates of a published dataset; nobody is asked anything. */
export async function pair(place: string, { policy: files, output }: PairOptions, say: Say): Promise<void> {
  const configuration = readConfiguration();
  const folder = await openPublishedPlace(place, configuration);
  const manifest = await finishedManifest(folder, place);
  const policies = await readPolicies(files, manifest, place);
  const path = output ?? (policies.length === 1 ? `${ownPath(place)}-${policies[0]?.name ?? ''}` : undefined);

  const measured = policies.map(({ name }) => ({ name, tally: new PairingTally() }));
  const tokenizer = policies[0]?.input.output.tokenizer;
  const meter =
    tokenizer === undefined ? undefined : await openMeter(openSourceAccess(configuration), tokenizer);
  const count = meter ? (text: string) => meter.count(text) : estimatedTokens;
  for await (const rows of pairedRows({ folder, manifest }, policies, count)) {
    for (const [at, row] of rows.entries()) measured[at]?.tally.add(row);
  }
  const table = measured.map(({ name, tally }) => ({ name, numbers: tally.numbers() }));
  for (const line of pairingTable(table)) say(plainText(line));
  if (path === undefined) {
    say('Nothing was written: name a folder with --output to have a dataset of each.');
    return;
  }
  for (const each of policies) {
    const target = policies.length === 1 ? path : `${path.replace(/\/+$/, '')}/${each.name}`;
    const storage = await storageOf(target, configuration.objectStorage);
    const rows = onlyOf(pairedRows({ folder, manifest }, [each], count));
    const summary = await said(() =>
      writePairs(storage, target, { manifest, input: each.input, meter }, rows),
    );
    say(`${summary.pairs} pairs of ${summary.rows} rows are in ${plainText(target)}`);
  }
}

async function readPolicies(
  files: readonly string[],
  manifest: FinishedManifest,
  place: string,
): Promise<Policy[]> {
  const policies: Policy[] = [];
  for (const file of files) {
    const pairing = partOfInput('pairing', await readInputFile(file));
    const parsed = parseRunInput({ ...manifest.input, pairing });
    if ('problems' in parsed) {
      const problems = parsed.problems.map((problem) => `- ${plainText(problem)}`).join('\n');
      throw new Problem(`"${file}" is no policy for "${place}":\n${problems}`);
    }
    const name = basename(file).replace(/\.json$/, '');
    if (policies.some((other) => other.name === name))
      throw new Problem(`Two policies are called "${name}".`);
    policies.push({ name, input: parsed.input });
  }
  return policies;
}

/** Each row as every policy pairs it. */
async function* pairedRows(
  dataset: EarlierDataset,
  policies: readonly Policy[],
  count: (text: string) => number,
): AsyncGenerator<KeptRow[]> {
  for await (const row of judgedRows(dataset)) {
    yield policies.map(({ input }) => {
      if (!('judged' in row)) return dropRow(row.rowId, row.dropped);
      const { maxLengthDifference } = input.pairing;
      const lengths = maxLengthDifference && answerTexts(row.judged.candidates).map(count);
      return pairRow(row.judged, input, lengths);
    });
  }
}

async function* onlyOf(rows: AsyncIterable<KeptRow[]>): AsyncGenerator<KeptRow> {
  for await (const [row] of rows) if (row) yield row;
}

/** Of a dataset on the Hub, its name; the new one is written here. */
function ownPath(place: string): string {
  return place.startsWith('hub:') ? basename(place.split('@')[0] ?? '') : place.replace(/\/+$/, '');
}

async function said<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ApplicationFailure)) throw error;
    throw new Problem(plainText(error.message));
  }
}
