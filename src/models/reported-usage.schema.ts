import { z } from 'zod';

const count = z.coerce.number().pipe(z.int().nonnegative()).nullish().catch(undefined);

/** What a provider says of a call's tokens; undefined, or 0 where there was text, is that it did not count. */
export interface ReportedUsage {
  /** With what was read from a cache, or written to one. */
  promptTokens: number | undefined;
  cachedTokens: number | undefined;
  cacheWriteTokens: number | undefined;
  completionTokens: number | undefined;
  reasoningTokens: number | undefined;
}

const promptDetails = z
  .object({ cached_tokens: count, cache_write_tokens: count, cache_creation_tokens: count })
  .nullish()
  .catch(undefined);
const completionDetails = z.object({ reasoning_tokens: count }).nullish().catch(undefined);

/** The names of OpenAI's chat completions, and of Anthropic and OpenAI's responses, which some proxies leave in place. */
const countsSchema = z.object({
  prompt_tokens: count,
  input_tokens: count,
  completion_tokens: count,
  output_tokens: count,
  total_tokens: count,
  reasoning_tokens: count,
  completion_tokens_details: completionDetails,
  output_tokens_details: completionDetails,
  prompt_tokens_details: promptDetails,
  input_tokens_details: promptDetails,
  /** DeepSeek's. */
  prompt_cache_hit_tokens: count,
  /** Moonshot's and Together's. */
  cached_tokens: count,
  /** Anthropic's. */
  cache_read_input_tokens: count,
  cache_creation_input_tokens: count,
  cache_write_tokens: count,
});

type Counts = z.infer<typeof countsSchema>;

export const usageSchema = countsSchema
  .nullish()
  .catch(undefined)
  .transform((usage): ReportedUsage => {
    const cache = cacheCounts(usage);
    const { alone, whole: prompt } = promptCounts(usage, cache);
    const told = usage?.completion_tokens ?? usage?.output_tokens ?? undefined;
    const thought =
      usage?.completion_tokens_details?.reasoning_tokens ??
      usage?.output_tokens_details?.reasoning_tokens ??
      usage?.reasoning_tokens ??
      undefined;
    const total = usage?.total_tokens ?? 0;
    // A total that is too small for the cached tokens leaves them out, as the count of the prompt does.
    const inTotal = total >= (prompt ?? 0) + (told ?? 0) ? prompt : alone;
    // xAI and Gemini leave thoughts out of the completion and count them in the total; both charge for them.
    const behindPrompt = inTotal === undefined || total === 0 ? undefined : Math.max(0, total - inTotal);
    const left =
      told !== undefined && behindPrompt !== undefined && behindPrompt > told ? behindPrompt - told : 0;
    return {
      promptTokens: prompt,
      ...cache,
      completionTokens: told === undefined ? behindPrompt : told + left,
      reasoningTokens: thought ?? (left > 0 ? left : undefined),
    };
  });

function cacheCounts(
  usage: Counts | null | undefined,
): Pick<ReportedUsage, 'cachedTokens' | 'cacheWriteTokens'> {
  const details = usage?.prompt_tokens_details ?? usage?.input_tokens_details;
  return {
    cachedTokens:
      details?.cached_tokens ??
      usage?.cache_read_input_tokens ??
      usage?.prompt_cache_hit_tokens ??
      usage?.cached_tokens ??
      undefined,
    cacheWriteTokens:
      details?.cache_write_tokens ??
      usage?.cache_creation_input_tokens ??
      usage?.cache_write_tokens ??
      details?.cache_creation_tokens ??
      undefined,
  };
}

/** Anthropic counts beside `input_tokens` what its cache has to do with; everyone else counts it in. */
function promptCounts(
  usage: Counts | null | undefined,
  { cachedTokens = 0, cacheWriteTokens = 0 }: Pick<ReportedUsage, 'cachedTokens' | 'cacheWriteTokens'>,
): { alone: number | undefined; whole: number | undefined } {
  const alone = usage?.prompt_tokens ?? usage?.input_tokens ?? undefined;
  const isBeside =
    usage?.prompt_tokens == null &&
    (usage?.cache_read_input_tokens != null || usage?.cache_creation_input_tokens != null);
  return {
    alone,
    whole: alone === undefined || !isBeside ? alone : alone + cachedTokens + cacheWriteTokens,
  };
}
