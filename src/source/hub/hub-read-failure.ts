import { HubApiError, InvalidApiResponseFormatError } from '@huggingface/hub';
import { invalidInput, passingFailure } from '../../contract/failures.ts';
import type { HubAccess } from '../../http/hub-access.ts';

/** Calls the Hub, with what goes wrong named: a mistake of the input for good, anything that may pass for a retry. */
export async function askHub<Result>(
  hub: HubAccess,
  { dataset, wanted }: { dataset: string; wanted: string },
  ask: () => Promise<Result>,
): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    const status = error instanceof HubApiError ? error.statusCode : undefined;
    const refused = status === undefined ? undefined : refusal(status, dataset, wanted, hub);
    if (refused !== undefined) throw invalidInput([`source.hub: ${refused}`]);
    const fault = status === undefined ? networkFault(error) : `it answered ${status}`;
    if (fault === undefined) throw error;
    throw hubUnavailable(hub, `${wanted} of "${dataset}" could not be had, ${fault}`);
  }
}

export function hubUnavailable({ endpoint }: HubAccess, what: string) {
  return passingFailure(
    { type: 'Hub.Unavailable', message: `${what}: see whether ${endpoint} is there, then resume the run` },
    {},
  );
}

function refusal(
  status: number,
  dataset: string,
  wanted: string,
  { token, endpoint }: HubAccess,
): string | undefined {
  if (status >= 500 || status === 408 || status === 429) return undefined;
  if (status === 404) return `there is no ${wanted} of "${dataset}"`;
  if (status !== 401 && status !== 403) return `${wanted} of "${dataset}" was refused with ${status}`;
  return token === undefined
    ? `there is no dataset "${dataset}" for everybody: if it is private or gated, set HF_TOKEN in the worker's environment`
    : `the worker's HF_TOKEN gives no access to "${dataset}": see ${endpoint}/datasets/${dataset}`;
}

/** What the network did, in its own word; undefined for an error that is none of its. */
function networkFault(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof InvalidApiResponseFormatError || error instanceof SyntaxError)
    return 'its answer was no answer of the Hub';
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return error.name;
  const { code } = (error.cause ?? error) as NodeJS.ErrnoException;
  if (error instanceof TypeError && error.cause !== undefined) return code ?? error.message;
  return code !== undefined && /^(E(CONN|NET|HOST|AI_|PIPE|TIMEDOUT)|UND_ERR)/.test(code) ? code : undefined;
}
