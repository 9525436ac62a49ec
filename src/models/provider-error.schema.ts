import { z } from 'zod';

const text = z.string().min(1).optional().catch(undefined);
const code = z.union([z.string(), z.number()]).transform(String).optional().catch(undefined);

const errorSchema = z.object({
  message: text,
  code,
  type: code,
  status: code,
  innererror: z.object({ code }).optional().catch(undefined),
  metadata: z.object({ flagged_input: z.unknown() }).optional().catch(undefined),
});

/** What an error body says, whichever of the many forms it has. */
export interface ProviderError {
  message: string | undefined;
  /** The error's own names for itself: `code`, `type`, `status` and Azure's `innererror.code`. */
  codes: readonly string[];
}

/**
 * Reads the bodies OpenAI-compatible servers send: `{error: {message, type, code}}` (OpenAI), the same without the
 * `error` around it (vLLM, Mistral), `{error: "…", error_type}` (TGI, Ollama), `{detail: …}` (FastAPI), any of these
 * in an array (Gemini), or text.
 */
export function parseProviderError(body: unknown): ProviderError {
  if (typeof body === 'string') return { message: body || undefined, codes: [] };
  if (Array.isArray(body)) return parseProviderError(body[0]);
  const outer = z.record(z.string(), z.unknown()).safeParse(body).data;
  if (!outer) return { message: undefined, codes: [] };
  if (typeof outer['error'] === 'string') {
    return { message: outer['error'], codes: codesOf([outer['error_type']]) };
  }
  if (outer['error']) return parseProviderError(outer['error']);
  const error = errorSchema.parse(outer);
  return {
    message: error.message ?? JSON.stringify(outer['detail'] ?? outer),
    codes: codesOf([
      error.code,
      error.type,
      error.status,
      error.innererror?.code,
      // OpenRouter names a moderated prompt by its metadata alone.
      error.metadata?.flagged_input === undefined ? undefined : 'content_policy_violation',
    ]),
  };
}

function codesOf(candidates: readonly unknown[]): string[] {
  return candidates.flatMap((candidate) => (typeof candidate === 'string' ? candidate : []));
}
