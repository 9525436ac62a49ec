import { invalidInput } from '../contract/failures.ts';
import type { RunInput } from '../contract/run-input.schema.ts';
import type { EarlierDataset } from '../dataset/earlier-dataset.ts';
import { readManifest } from '../dataset/read-manifest.ts';
import type { OutputPlaces } from '../output/output-places.ts';

/** The dataset whose dropped rows a run makes anew; undefined for a run that makes a whole one. */
export async function openEarlierDataset(
  outputs: OutputPlaces,
  { from }: Pick<RunInput, 'from'>,
): Promise<EarlierDataset | undefined> {
  if (from?.output === undefined) return undefined;
  const folder = await outputs.open(from.output);
  const read = await readManifest(folder, from.output);
  if ('problem' in read) throw invalidInput([`from.output: ${read.problem}`]);
  const { manifest } = read;
  if (manifest.runId === from.runId) return { folder, manifest };
  throw invalidInput([
    `from.output: "${from.output}" holds the result of another run, "${manifest.workflowId}" (${manifest.runId})`,
  ]);
}
