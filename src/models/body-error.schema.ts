import { z } from 'zod';
import { parseProviderError, type ProviderError } from './provider-error.schema.ts';
import { saysWrongAddress } from './provider-vocabulary.ts';
import { saysBareQuota, saysLongLimit, saysQuotaExceeded } from './quota-words.ts';

const record = z.record(z.string(), z.unknown());
const choicesSchema = z.object({ choices: z.array(record).min(1) });
const statusSchema = z.coerce.number().int().min(300).max(599);

export interface BodyError {
  /** The status that the error would have had: as it says, or by its name for itself. */
  status: number;
  error: ProviderError;
}

/**
 * The error in the body of a reply with status 200: `error` beside or instead of choices, in a choice (OpenRouter), or
 * a body that is an error itself (vLLM, MiniMax, Zhipu). Undefined where there is none.
 */
export function bodyErrorOf(body: unknown): BodyError | undefined {
  const found = errorIn(body);
  if (found === undefined) return undefined;
  const error = parseProviderError(found);
  return { status: statusOf(error), error };
}

function errorIn(body: unknown): unknown {
  const outer = record.safeParse(Array.isArray(body) ? body[0] : body).data;
  if (!outer) return undefined;
  if (saysSomething(outer['error'])) return typeof outer['error'] === 'string' ? outer : outer['error'];
  const choices = choicesSchema.safeParse(outer).data?.choices;
  if (choices) {
    const [choice] = choices;
    if (choice && saysSomething(choice['error'])) return choice['error'];
    return choice?.['finish_reason'] === 'error' && !hasContent(choice)
      ? { message: 'the answer ended in an error', code: 502 }
      : undefined;
  }
  if (outer['object'] === 'error' || outer['type'] === 'error' || outer['success'] === false) return outer;
  if (outer['status'] === 'error' && typeof outer['message'] === 'string') return outer;
  const minimax = record.safeParse(outer['base_resp']).data;
  if (minimax && minimax['status_code'] !== 0)
    return { message: minimax['status_msg'], code: minimax['status_code'] };
  const named = ['message', 'msg'].some((key) => typeof outer[key] === 'string');
  return named && ['code', 'type'].some((key) => saysSomething(outer[key])) ? outer : undefined;
}

function hasContent(choice: Record<string, unknown>): boolean {
  const content = record.safeParse(choice['message']).data?.['content'];
  return typeof content === 'string' && content !== '';
}

function saysSomething(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return value !== undefined && value !== null && value !== false && value !== '' && value !== 0;
}

const names: readonly [RegExp, number][] = [
  [/rate[_ -]?limit|too[_ ]many[_ ]requests|resource_exhausted|throttl/i, 429],
  [/insufficient_quota|insufficient[_ ](credits?|balance|funds)|payment_required|billing/i, 402],
  [/authentication|unauthori[sz]ed|unauthenticated|invalid[_ ]api[_ ]key/i, 401],
  [/permission|forbidden/i, 403],
  [/not_found/i, 404],
  [/overloaded|unavailable|capacity/i, 503],
  [/timeout|timed out/i, 408],
  [
    /invalid_request|bad_?request|invalid_argument|invalid_value|unsupported|unknown_parameter|content_filter/i,
    400,
  ],
  [/server_error|internal/i, 500],
];

/** An error without a number counts by its names, then by its words; one that says nothing known may pass. */
function statusOf(error: ProviderError): number {
  const { codes, message = '' } = error;
  const told = codes.map((code) => statusSchema.safeParse(code).data).find((status) => status !== undefined);
  if (told !== undefined) return told;
  const byName = names.find(([form]) => codes.some((code) => form.test(code)));
  if (byName) return byName[1];
  if (saysQuotaExceeded(error) || saysLongLimit(error) || saysBareQuota(error)) return 429;
  if (saysWrongAddress(error)) return 404;
  if (/\bmodel\b.*(not found|does not exist|not a valid)|not a valid model/i.test(message)) return 404;
  return names.find(([form]) => form.test(message))?.[1] ?? 500;
}
