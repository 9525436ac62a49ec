import { APIConnectionTimeoutError, APIError } from 'openai';
import type { TokenUsage } from '../preference/generation.ts';
import { ChatFailure } from './chat-failure.ts';
import { bodyErrorOf } from './body-error.schema.ts';
import { classifyStatus, wrongAddress, type ModelFailureType, type Verdict } from './classify-status.ts';
import { failureMessage, type ModelName } from './failure-message.ts';
import { parseProviderError, type ProviderError } from './provider-error.schema.ts';
import { isWebPage, pageWords } from './web-page.ts';
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
  // A web page under the name of JSON.
  if (error instanceof SyntaxError && /unexpected token '?</i.test(error.message)) {
    return modelFailure(noCompletion, 'HTTP 200 with a web page', context);
  }
  return modelFailure(passing('Llm.Unavailable'), `the request broke off: ${reasonOf(error)}`, context);
}

/**
 * What a reply with status 200 is that holds no chat completion: the error in its body, which counts as its status would,
 * or else the answer of no model, which is asked a few times more in case a proxy had a bad moment. Undefined where it
 * has the form of a completion, which its reader tells more about.
 */
export function failureInBody(body: unknown, context: CallContext): ChatFailure | undefined {
  const told = bodyErrorOf(body);
  if (told) {
    const { status, error } = told;
    const verdict = classifyStatus(status, error, undefined, context.now);
    return modelFailure(verdict, `HTTP 200 with an error in it: ${statusWords(error)}`, context);
  }
  if (isEmptyBody(body) || hasFormOfCompletion(body)) return undefined;
  return modelFailure(noCompletion, `HTTP 200 without a chat completion: ${wordsOf(body)}`, context);
}

const noCompletion = wrongAddress(3);

function isEmptyBody(body: unknown): boolean {
  return body === null || body === undefined || body === '';
}

function hasFormOfCompletion(body: unknown): boolean {
  return typeof body === 'object' && body !== null && ('choices' in body || 'usage' in body);
}

function wordsOf(body: unknown): string {
  if (typeof body !== 'string') return JSON.stringify(body);
  return isWebPage(body) ? pageWords(body) : body;
}

/** A ChatFailure that names the model and quotes `what` safely. */
export function modelFailure(
  { type, retry, facts, advice }: Verdict,
  what: string,
  { secrets, ...model }: ModelName & Pick<CallContext, 'secrets'>,
): ChatFailure {
  const message = failureMessage(type, providerQuote(what, secrets), model, advice);
  return new ChatFailure({ type, message }, retry, facts);
}

/** A reply that was counted and cannot be read is not asked for again: each try would be paid, and only the last one counted. */
export function paidInVain(usage: TokenUsage): Verdict {
  return { type: 'Llm.Unavailable', retry: 'never', facts: { usage } };
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
  return message === undefined ? `HTTP ${status}${named}` : `HTTP ${status}${named}: ${wordsOf(message)}`;
}

function statusWords({ message = 'no words', codes }: ProviderError): string {
  return codes.length === 0 ? message : `${message} (${[...new Set(codes)].join(', ')})`;
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
