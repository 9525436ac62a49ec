import { commit, createRepo, datasetInfo, HubApiError, listFiles } from '@huggingface/hub';
import type { HubTarget } from '../../../contract/input/push.schema.ts';
import { publishedFiles, type PublishedDataset } from '../published-dataset.ts';
import { PushFailure } from '../push-failure.ts';
import { hubCall, type HubAccess } from './hub-push-call.ts';
import { hubFailure } from './hub-push-failure.ts';
import { repositoryChanges } from './repository-changes.ts';

/**
 * Makes a repository of the Hub hold a dataset: all its files in one commit, which is there whole or not at all. A
 * large file that arrived in an earlier attempt is not sent again, and what is there already makes no commit. Returns
 * the address of the dataset's page.
 */
export async function pushToHub(
  dataset: PublishedDataset,
  target: HubTarget,
  access: HubAccess,
  cancellation: AbortSignal,
): Promise<string> {
  const files = await publishedFiles(dataset);
  try {
    await makeRepository(target, access, cancellation);
    const call = hubCall(access, cancellation);
    const repo = { type: 'dataset', name: target.repo } as const;
    const present = listFiles({ ...call, repo, recursive: true });
    const operations = await repositoryChanges(files, present, dataset.storage);
    if (operations.length > 0) {
      await commit({
        ...call,
        repo,
        operations,
        title: `Dataset of run ${dataset.run.workflowId}`,
        abortSignal: cancellation,
        // Plain uploads, which resume by file and are what our tests can serve; the Hub moves them to Xet by itself.
        useXet: false,
      });
    }
    return `${call.hubUrl}/datasets/${target.repo}`;
  } catch (error) {
    cancellation.throwIfAborted();
    throw hubFailure(error, target.repo, access);
  }
}

async function makeRepository(
  target: HubTarget,
  access: HubAccess,
  cancellation: AbortSignal,
): Promise<void> {
  const problem = await visibilityProblem(target, access, cancellation);
  if (problem === 'missing') {
    const repo = { type: 'dataset', name: target.repo } as const;
    const visibility = target.private ? 'private' : 'public';
    try {
      await createRepo({ ...hubCall(access, cancellation), repo, visibility });
    } catch (error) {
      // Another attempt made it meanwhile.
      if (!(error instanceof HubApiError && error.statusCode === 409)) throw error;
    }
  } else if (problem !== undefined) {
    throw new PushFailure(problem, 'final');
  }
}

/** Why a repository that exists may not be pushed to; `missing` where there is none. */
export async function visibilityProblem(
  { repo, private: isPrivate }: HubTarget,
  access: HubAccess,
  cancellation: AbortSignal,
): Promise<string | undefined> {
  try {
    const found = await datasetInfo({ ...hubCall(access, cancellation), name: repo });
    if (!isPrivate || found.private) return undefined;
    return `"${repo}" is public: say "private": false to push there, or choose another repository`;
  } catch (error) {
    if (error instanceof HubApiError && error.statusCode === 404) return 'missing';
    throw error;
  }
}
