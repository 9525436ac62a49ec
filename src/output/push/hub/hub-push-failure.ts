import { HubApiError } from '@huggingface/hub';
import { providerQuote } from '../../../http/provider-quote.ts';
import { PushFailure } from '../push-failure.ts';
import type { HubAccess } from './hub-push-call.ts';

const advice: Record<number, string> = {
  401: 'check that HF_TOKEN of the worker is right and has not expired',
  403: 'check that HF_TOKEN of the worker may write there, and that its terms were accepted if it is gated',
  404: 'check that the user or organisation exists and that HF_TOKEN of the worker may see it',
  413: 'ask the Hub for more room, or push elsewhere',
};
const passing = new Set([408, 409, 412, 423, 425, 429]);

/** Names what the Hub, or the way to it, did to a push. What is our own fault stays as it is. */
export function hubFailure(error: unknown, repo: string, access: HubAccess): unknown {
  if (error instanceof HubApiError) return refusal(error, repo, access);
  if (error instanceof TypeError || isNetworkError(error)) {
    return new PushFailure(
      `the Hub at ${access.endpoint} could not be reached for "${repo}": ` +
        `${quote(causeOf(error), access)}; check the network and HF_ENDPOINT`,
      'may pass',
    );
  }
  return error;
}

/** The address of an upload is signed, and so never told. */
function refusal(error: HubApiError, repo: string, access: HubAccess): PushFailure {
  const { statusCode: status, url, data } = error;
  const said = data?.['error'] ?? data?.['message'];
  const words = typeof said === 'string' && said.trim() !== '' ? `: ${quote(said, access)}` : '';
  const elsewhere = !url.startsWith(access.endpoint);
  const mayPass = elsewhere || status >= 500 || passing.has(status);
  const where = elsewhere ? `the Hub's store of large files` : `the Hub at ${access.endpoint}`;
  const todo = (elsewhere ? undefined : advice[status]) ?? 'if this lasts, look at the state of the Hub';
  return new PushFailure(
    `${where} answered ${status} to the push to "${repo}"${words}; ${todo}`,
    mayPass ? 'may pass' : 'final',
  );
}

function isNetworkError(error: unknown): error is Error {
  return error instanceof Error && (error.name === 'TimeoutError' || 'code' in error);
}

function causeOf(error: Error): string {
  return error.cause instanceof Error ? `${error.message}, ${error.cause.message}` : error.message;
}

function quote(text: string, { token }: HubAccess): string {
  return providerQuote(text, token === undefined ? [] : [token]);
}
