import type { HubAccess as HubSourceAccess } from '../../../http/hub-access.ts';
import { withDeadline } from '../../../http/deadline.ts';

/** Where the Hub is, and what the worker may do there: as for reading, without its cache. */
export type HubAccess = Pick<HubSourceAccess, 'endpoint' | 'token'>;

const answerMilliseconds = 120_000;
/** Slower than this, an upload is taken for stalled. */
const bytesPerMillisecond = 50;

/** What every call of the Hub's client is given. A token goes to the endpoint only, never to a place it names. */
export function hubCall({ endpoint, token }: HubAccess, cancellation: AbortSignal) {
  return {
    hubUrl: endpoint,
    accessToken: token ?? '',
    fetch: boundedFetch(cancellation),
  };
}

/** `fetch` whose request and first answer are bounded in time, by the size of what is sent. */
function boundedFetch(cancellation: AbortSignal): typeof fetch {
  return async (input, init = {}) => {
    const upload = init.body instanceof Blob ? init.body : undefined;
    const limit = answerMilliseconds + (upload?.size ?? 0) / bytesPerMillisecond;
    return await withDeadline(init.signal ?? cancellation, limit, (signal) =>
      fetch(input, { ...init, ...(upload ? sentOnce : {}), signal }),
    );
  };
}

/**
 * As the standard has it, `fetch` keeps a copy of all it sends for the case that it is redirected or asked to sign in,
 * and only these two settings together say that it need not: without them a file is held in memory as a whole.
 */
const sentOnce = { redirect: 'error', window: null } as const;
