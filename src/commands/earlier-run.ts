import type { Client } from '@temporalio/client';
import { preferenceTaskQueue } from '../contract/names.ts';
import { parseRunInput, type RunInput } from '../contract/run-input.schema.ts';
import { manifestName } from '../dataset/folder.ts';
import type { Configuration } from '../process/configuration.ts';
import { findRun, isRunKnown } from './find-run.ts';
import { Problem } from './problem.ts';
import { finishedManifest, openPublishedPlace } from './published-place.ts';
import { plainText } from './say.ts';
import { inputOfRun } from './watch/input-of-run.ts';

/** A run that another is made of. */
export interface EarlierRun {
  workflowId: string;
  /** Of its first execution. */
  runId: string;
  input: RunInput;
  taskQueue: string;
}

/**
 * The run as its server has it or, where that knows none of this name, as the `run.json` of a dataset has it. `named`: a
 * workflow id, or the place of a finished dataset.
 */
export async function findEarlierRun(
  client: Client,
  named: string,
  configuration: Pick<Configuration, 'hub' | 'objectStorage'>,
): Promise<EarlierRun> {
  if (!(await isRunKnown(client, named))) {
    const found = await runOfDataset(named, configuration);
    if (found) return found;
    throw new Problem(
      `There is no run "${plainText(named)}" in namespace "${client.options.namespace}", and no dataset at that place. ` +
        'npm run runs lists runs; of one that the server has forgotten, name the output.',
    );
  }
  const { description, firstRunId } = await findRun(client, named);
  const input = await inputOfRun(client, named);
  if (!input) throw new Problem(`Run "${plainText(named)}" was started with an input that is not valid.`);
  return { workflowId: named, runId: firstRunId, input, taskQueue: description.taskQueue };
}

/** Undefined where there is no dataset. */
async function runOfDataset(
  place: string,
  configuration: Pick<Configuration, 'hub' | 'objectStorage'>,
): Promise<EarlierRun | undefined> {
  const folder = await openPublishedPlace(place, configuration);
  if ((await folder.size(manifestName)) === undefined) return undefined;
  const { workflowId, runId, input: given } = await finishedManifest(folder, place);
  const parsed = parseRunInput(given);
  if ('input' in parsed) return { workflowId, runId, input: parsed.input, taskQueue: preferenceTaskQueue };
  const problems = parsed.problems.map((problem) => `- ${problem}`).join('\n');
  throw new Problem(`This build cannot run the input in ${manifestName} of "${place}":\n${problems}`);
}
