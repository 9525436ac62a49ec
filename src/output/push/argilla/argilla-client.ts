import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { backoffMilliseconds } from '../../../http/backoff.ts';
import { withDeadline } from '../../../http/deadline.ts';
import { providerQuote } from '../../../http/provider-quote.ts';
import { PushFailure } from '../push-failure.ts';
import { refusalSchema } from './argilla.schema.ts';

export interface ArgillaRequest {
  method: 'GET' | 'POST' | 'PUT';
  /** Under /api/v1. */
  path: string;
  body?: unknown;
}

/** Asks the server once, or again after faults that may pass, and parses what it answers. */
export type ArgillaClient = <Answer>(request: ArgillaRequest, answer: z.ZodType<Answer>) => Promise<Answer>;

const requestMilliseconds = 120_000;
/** A push is many small requests: one fault must not begin it anew. */
const tries = 5;
const passing = new Set([408, 425, 429]);

export function argillaClient(url: string, apiKey: string, cancellation: AbortSignal): ArgillaClient {
  const base = url.replace(/\/+$/, '');
  const ask = async <Answer>(request: ArgillaRequest, answer: z.ZodType<Answer>): Promise<Answer> => {
    const response = await send(request);
    const text = await response.text();
    if (!response.ok) throw refusal(request, response.status, text);
    const parsed = answer.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    throw new PushFailure(
      `${base}${pathOf(request)} did not answer as Argilla 2 does: check ARGILLA_API_URL`,
      'final',
    );
  };

  const send = async ({ method, path, body }: ArgillaRequest): Promise<Response> => {
    try {
      return await withDeadline(cancellation, requestMilliseconds, (signal) =>
        fetch(`${base}/api/v1${path}`, {
          method,
          signal,
          // The key goes to the configured address and to no other.
          redirect: 'error',
          headers: { 'X-Argilla-Api-Key': apiKey, 'Content-Type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      );
    } catch (error) {
      cancellation.throwIfAborted();
      const { message, cause } = error as Error;
      const why = cause instanceof Error ? `${message}, ${cause.message}` : message;
      throw new PushFailure(
        `the Argilla server at ${base} could not be reached: ${quote(why)}; check that it is up, and ARGILLA_API_URL`,
        'may pass',
      );
    }
  };

  const refusal = (request: ArgillaRequest, status: number, text: string): PushFailure => {
    const said = refusalSchema.safeParse(parseJson(text));
    const words = said.success ? `: ${quote(said.data.detail)}` : '';
    const todo =
      status === 401 || status === 403
        ? '; check ARGILLA_API_KEY of the worker, and that its user may write in the workspace'
        : '';
    const mayPass = status >= 500 || passing.has(status);
    return new PushFailure(
      `the Argilla server at ${base} answered ${status} to ${request.method} ${pathOf(request)}${words}${todo}`,
      mayPass ? 'may pass' : 'final',
    );
  };

  const quote = (text: string): string => providerQuote(text, [apiKey]);

  return async (request, answer) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await ask(request, answer);
      } catch (error) {
        if (!(error instanceof PushFailure) || !error.mayPass || attempt === tries) throw error;
        await sleep(backoffMilliseconds(attempt, Math.random), undefined, { signal: cancellation });
      }
    }
  };
}

function pathOf({ path }: ArgillaRequest): string {
  return `/api/v1${path.split('?')[0]}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
