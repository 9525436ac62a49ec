import type { ArgillaTarget } from '../../../contract/input/push.schema.ts';
import type { RunInput } from '../../../contract/run-input.schema.ts';
import { PushFailure } from '../push-failure.ts';
import type { ArgillaAccess } from './argilla-access.ts';
import { argillaClient } from './argilla-client.ts';
import { findDataset, findWorkspace, taken } from './review-dataset.ts';

/** What would keep a run's rows from being pushed once it is paid for, as far as the server tells beforehand. */
export async function argillaProblems(
  target: ArgillaTarget,
  { formats }: Pick<RunInput['output'], 'formats'>,
  { url, apiKey }: ArgillaAccess,
  cancellation: AbortSignal,
): Promise<string[]> {
  const missing = Object.entries({ ARGILLA_API_URL: url, ARGILLA_API_KEY: apiKey }).flatMap(
    ([name, value]) =>
      value === undefined ? [`the worker's environment has no ${name}: set it and restart the worker`] : [],
  );
  const unreadable = formats.includes('jsonl')
    ? []
    : ['its records are made of JSON Lines: add "jsonl" to output.formats'];
  if (url === undefined || apiKey === undefined) return [...missing, ...unreadable];
  try {
    const client = argillaClient(url, apiKey, cancellation);
    const workspaceId = await findWorkspace(client, target.workspace);
    const found = await findDataset(client, target, workspaceId);
    return found ? [...unreadable, taken(target)] : unreadable;
  } catch (error) {
    if (!(error instanceof PushFailure) || error.mayPass) throw error;
    return [...unreadable, error.message];
  }
}
