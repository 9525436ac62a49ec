import { HubApiError, whoAmI } from '@huggingface/hub';
import type { HubTarget } from '../../../contract/input/push.schema.ts';
import { hubCall, type HubAccess } from './hub-push-call.ts';
import { hubFailure } from './hub-push-failure.ts';
import { visibilityProblem } from './push-to-hub.ts';

/** What would keep a run from being pushed once it is paid for, as far as the Hub tells beforehand. */
export async function hubProblems(
  target: HubTarget,
  access: HubAccess,
  cancellation: AbortSignal,
): Promise<string[]> {
  if (access.token === undefined) {
    return [
      `the worker's environment has no HF_TOKEN, without which nothing can be pushed: set it and restart the worker`,
    ];
  }
  try {
    const { auth } = await whoAmI(hubCall(access, cancellation));
    if (auth.accessToken?.role === 'read') {
      return [`HF_TOKEN of the worker may only read: give it a token that may write, and restart the worker`];
    }
    const problem = await visibilityProblem(target, access, cancellation);
    return problem === undefined || problem === 'missing' ? [] : [problem];
  } catch (error) {
    if (error instanceof HubApiError && error.statusCode === 401) {
      return [
        `the Hub at ${access.endpoint} does not accept HF_TOKEN of the worker: set a valid one and restart the worker`,
      ];
    }
    if (error instanceof HubApiError && error.statusCode === 403) {
      return [
        `HF_TOKEN of the worker may not see "${target.repo}": choose another repository, or another token`,
      ];
    }
    throw hubFailure(error, target.repo, access);
  }
}
