import { differences } from '../dataset/verify-dataset.ts';
import { readConfiguration } from '../process/configuration.ts';
import { Problem } from './problem.ts';
import { finishedManifest, openPublishedPlace } from './published-place.ts';
import { plainText, type Say } from './say.ts';
import { count, counted } from './watch/amounts.ts';

/** `npm run verify -- <output>`: whether a published dataset is still what its `run.json` says. */
export async function verify(place: string, say: Say): Promise<void> {
  const folder = await openPublishedPlace(place, readConfiguration());
  const manifest = await finishedManifest(folder, place);
  let found = 0;
  for await (const difference of differences(folder, manifest)) {
    found += 1;
    say(plainText(difference));
  }
  if (found > 0) throw new Problem(`"${place}" is not as it was published: ${counted(found, 'difference')}.`);
  const { files, counts, workflowId, state } = manifest;
  say(
    `"${plainText(place)}" is as run "${plainText(workflowId)}" published it (${state}): ` +
      `${counted(files.length, 'data file')}, ${counted(counts.pairs, 'pair')} from ${count(counts.rows)} rows.`,
  );
}
