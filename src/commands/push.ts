import { z } from 'zod';
import { readConfiguration } from '../process/configuration.ts';
import { argillaTargetSchema, hubTargetSchema } from '../contract/input/push.schema.ts';
import { pushToArgilla } from '../output/push/argilla/push-to-argilla.ts';
import { pushToHub } from '../output/push/hub/push-to-hub.ts';
import { openPublishedDataset } from '../output/push/published-dataset.ts';
import { PushFailure } from '../output/push/push-failure.ts';
import { Problem } from './problem.ts';
import type { Say } from './say.ts';
import { storageOf } from './storage-of.ts';

export interface PushOptions {
  hub?: string;
  public?: boolean;
  argilla?: string;
  workspace?: string;
}

/** `npm run push`: sends a finished dataset to the Hub, to Argilla or to both. Once more sends what is not there yet. */
export async function push(output: string, options: PushOptions, say: Say): Promise<void> {
  const { pushes, objectStorage } = readConfiguration();
  const targets = readTargets(options);
  const { signal } = new AbortController();
  try {
    const dataset = await openPublishedDataset(await storageOf(output, objectStorage), output);
    if (targets.hub) {
      if (pushes.hub.token === undefined)
        throw new Problem('HF_TOKEN is not set: pushing to the Hub needs it.');
      say(`Pushed to ${await pushToHub(dataset, targets.hub, pushes.hub, signal)}`);
    }
    if (targets.argilla) {
      say(`Pushed to ${await pushToArgilla(dataset, targets.argilla, pushes.argilla, signal)}`);
    }
  } catch (error) {
    if (!(error instanceof PushFailure)) throw error;
    const again = error.mayPass ? ' Run the same command again: what has arrived is not sent again.' : '';
    throw new Problem(`Not pushed: ${error.message}.${again}`);
  }
}

function readTargets({ hub, public: isPublic = false, argilla, workspace }: PushOptions) {
  if (hub === undefined && argilla === undefined) {
    throw new Problem(
      'Say where to push: --hub <user>/<dataset>, or --argilla <dataset> --workspace <name>.',
    );
  }
  const parsed = z
    .object({ hub: hubTargetSchema.optional(), argilla: argillaTargetSchema.optional() })
    .safeParse({
      ...(hub === undefined ? {} : { hub: { repo: hub, private: !isPublic } }),
      ...(argilla === undefined ? {} : { argilla: { dataset: argilla, workspace } }),
    });
  if (parsed.success) return parsed.data;
  throw new Problem(
    parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('\n'),
  );
}
