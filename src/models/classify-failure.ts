import { APIConnectionTimeoutError, APIError } from 'openai';
import { ChatFailure } from './chat-failure.ts';
import { classifyStatus, type ModelFailureType, type Verdict } from './classify-status.ts';
import { failureMessage, type ModelName } from './failure-message.ts';
import { parseProviderError, type ProviderError } from './provider-error.schema.ts';
import { providerQuote } from '../http/provider-quote.ts';

export interface CallContext extends ModelName {
  now: Date;
  /** Values that must not appear in any message. */
  secrets: readonly string[];
}

/**
 * The one place that decides what a failed model call means. The error itself is not kept as a cause: the `openai`
 * package's errors hold the response's headers, and a cause would carry them into the workflow's history.
 */
export function classifyFailure(error: unknown, context: CallContext): ChatFailure {
  if (error instanceof ChatFailure) return error;
  if (isTimeout(error))
    return modelFailure(passing('Llm.Timeout'), `no complete answer: ${error.message}`, context);
  if (error instanceof APIError && typeof error.status === 'number') {
    const said = parseProviderError(error.error);
    const { headers } = error as APIError<number>;
    const verdict = classifyStatus(error.status, said, headers, context.now);
    return modelFailure(verdict, statusLine(error.status, said), context);
  }
  return modelFailure(passing('Llm.Unavailable'), `the request broke off: ${reasonOf(error)}`, context);
}

/** A ChatFailure that names the model and quotes `what` safely. */
export function modelFailure(
  { type, retry }: Verdict,
  what: string,
  { secrets, ...model }: ModelName & Pick<CallContext, 'secrets'>,
): ChatFailure {
  return new ChatFailure({ type, message: failureMessage(type, providerQuote(what, secrets), model) }, retry);
}

export function passing(type: ModelFailureType): Verdict {
  return { type, retry: { afterMilliseconds: 'backoff' } };
}

function isTimeout(error: unknown): error is Error {
  return (
    error instanceof APIConnectionTimeoutError || (error instanceof Error && error.name === 'TimeoutError')
  );
}

function statusLine(status: number, { message, codes }: ProviderError): string {
  const names = codes.filter((code) => code !== String(status));
  const named = names.length > 0 ? ` (${[...new Set(names)].join(', ')})` : '';
  return message === undefined ? `HTTP ${status}${named}` : `HTTP ${status}${named}: ${message}`;
}

/**
 * The innermost system error code where there is one, such as ECONNREFUSED. Messages of such errors hold the host
 * and port, which belong to the worker and not into a history; those of other errors are all there is to go by.
 */
function reasonOf(error: unknown): string {
  const causes = causesOf(error);
  const code = causes.map(codeOf).findLast((found) => found !== undefined);
  return code ?? causes.map((cause) => (cause instanceof Error ? cause.message : String(cause))).join(': ');
}

function causesOf(error: unknown, depth = 0): unknown[] {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined || depth === 5 ? [error] : [error, ...causesOf(cause, depth + 1)];
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
