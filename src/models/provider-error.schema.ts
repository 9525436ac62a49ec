import { z } from 'zod';

const text = z.string().min(1).optional().catch(undefined);
const code = z.union([z.string(), z.number()]).transform(String).optional().catch(undefined);
const anything = z.unknown().optional();
const headers = z.record(z.string(), code).optional().catch(undefined);

/** Google's: how long to wait, and which limits were met. */
const detailSchema = z.object({
  retryDelay: text,
  reason: code,
  violations: z
    .array(z.object({ quotaId: text, quotaMetric: text }))
    .optional()
    .catch(undefined),
});

const errorSchema = z.object({
  message: text,
  msg: text,
  code,
  type: code,
  status: code,
  param: text,
  innererror: z.object({ code }).optional().catch(undefined),
  metadata: z
    .object({ flagged_input: anything, reasons: anything, raw: anything, headers })
    .optional()
    .catch(undefined),
  details: z.array(detailSchema.catch({})).optional().catch(undefined),
});

/** What an error body says, whichever of the many forms it has. */
export interface ProviderError {
  message: string | undefined;
  /** The error's own names for itself: `code`, `type`, `status` and Azure's `innererror.code`. */
  codes: readonly string[];
  /** The parameter that is at fault, where the error names one. */
  param: string | undefined;
  /** Google's name for the limits that were met, and how long it asks to wait, such as `34.07s`. */
  quotaIds: readonly string[];
  retryDelay: string | undefined;
  /** Headers that OpenRouter repeats in the body, with names in small letters. */
  headers: Readonly<Record<string, string | undefined>>;
}

const nothing = { codes: [], param: undefined, quotaIds: [], retryDelay: undefined, headers: {} };

/**
 * Reads the bodies OpenAI-compatible servers send: `{error: {message, type, code}}` (OpenAI), the same without the
 * `error` around it (vLLM, Mistral), `{error: "…", error_type}` (TGI, Ollama), `{detail: …}` (FastAPI), any of these
 * in an array (Gemini), or text.
 */
export function parseProviderError(body: unknown): ProviderError {
  if (typeof body === 'string') return { ...nothing, message: body || undefined };
  if (Array.isArray(body)) return parseProviderError(body[0]);
  const outer = z.record(z.string(), z.unknown()).safeParse(body).data;
  if (!outer) return { ...nothing, message: undefined };
  if (typeof outer['error'] === 'string') {
    const { code: own, type } = errorSchema.parse(outer);
    const words =
      typeof outer['message'] === 'string' ? `${outer['error']}: ${outer['message']}` : outer['error'];
    return { ...nothing, message: words, codes: codesOf([outer['error_type'], own, type]) };
  }
  if (outer['error'] && !isEmpty(outer['error'])) return parseProviderError(outer['error']);
  const error = errorSchema.parse(outer);
  const details = error.details ?? [];
  return {
    message: quotedUpstream(error) ?? error.message ?? error.msg ?? JSON.stringify(outer['detail'] ?? outer),
    codes: codesOf([
      error.code,
      error.type,
      error.status,
      error.innererror?.code,
      ...details.map(({ reason }) => reason),
      // OpenRouter names a moderated prompt by its metadata alone.
      error.metadata?.flagged_input === undefined && error.metadata?.reasons === undefined
        ? undefined
        : 'content_policy_violation',
    ]),
    param: error.param,
    quotaIds: details.flatMap(({ violations = [] }) => violations.flatMap(({ quotaId }) => quotaId ?? [])),
    retryDelay: details.find(({ retryDelay }) => retryDelay !== undefined)?.retryDelay,
    headers: lowerCased(error.metadata?.headers ?? {}),
  };
}

/** OpenRouter says "Provider returned error" and keeps what the provider said in `metadata.raw`. */
function quotedUpstream({ message, metadata }: z.infer<typeof errorSchema>): string | undefined {
  if (typeof metadata?.raw !== 'string' || metadata.raw === '') return undefined;
  return message === undefined ? metadata.raw : `${message}: ${metadata.raw}`;
}

function lowerCased(given: Record<string, string | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function codesOf(candidates: readonly unknown[]): string[] {
  return candidates.flatMap((candidate) => (typeof candidate === 'string' ? candidate : []));
}
