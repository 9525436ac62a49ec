import type { PushActivities } from '../contract/activities.ts';
import type { RunIdentity } from '../contract/run.ts';
import type { OutputPlaces } from '../output/output-places.ts';
import { pushToArgilla } from '../output/push/argilla/push-to-argilla.ts';
import { pushToHub } from '../output/push/hub/push-to-hub.ts';
import { openPublishedDataset, type PublishedDataset } from '../output/push/published-dataset.ts';
import type { PushAccess } from '../output/push/push-access.ts';
import { namingPushFailures } from './naming-push-failures.ts';
import { whileHeartbeating } from './while-heartbeating.ts';

/** The activities that send a published dataset to other servers. */
export function pushActivities(outputs: OutputPlaces, access: PushAccess): PushActivities {
  const push = async (
    { run, path }: { run: RunIdentity; path: string },
    send: (dataset: PublishedDataset, cancellation: AbortSignal) => Promise<string>,
  ) => {
    const url = await whileHeartbeating((cancellation) =>
      namingPushFailures(`the dataset in "${path}" is complete: mend this, then resume the run`, async () => {
        const storage = await outputs.open(path);
        return await send(await openPublishedDataset(storage, path, run), cancellation);
      }),
    );
    return { url };
  };

  return {
    pushToHub: (request) =>
      push(request, (dataset, cancellation) => pushToHub(dataset, request.target, access.hub, cancellation)),
    pushToArgilla: (request) =>
      push(request, (dataset, cancellation) =>
        pushToArgilla(dataset, request.target, access.argilla, cancellation),
      ),
  };
}
