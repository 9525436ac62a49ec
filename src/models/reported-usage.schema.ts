import { z } from 'zod';

const count = z.coerce.number().pipe(z.int().nonnegative()).nullish().catch(undefined);

/** What a provider says of a call's tokens; undefined, or 0 where there was text, is that it did not count. */
export interface ReportedUsage {
  promptTokens: number | undefined;
  completionTokens: number | undefined;
  reasoningTokens: number | undefined;
}

/** The names of OpenAI's chat completions, and of Anthropic and OpenAI's responses, which some proxies leave in place. */
export const usageSchema = z
  .object({
    prompt_tokens: count,
    input_tokens: count,
    completion_tokens: count,
    output_tokens: count,
    total_tokens: count,
    reasoning_tokens: count,
    completion_tokens_details: z.object({ reasoning_tokens: count }).nullish().catch(undefined),
    output_tokens_details: z.object({ reasoning_tokens: count }).nullish().catch(undefined),
  })
  .nullish()
  .catch(undefined)
  .transform((usage): ReportedUsage => {
    const prompt = usage?.prompt_tokens ?? usage?.input_tokens ?? undefined;
    const told = usage?.completion_tokens ?? usage?.output_tokens ?? undefined;
    const thought =
      usage?.completion_tokens_details?.reasoning_tokens ??
      usage?.output_tokens_details?.reasoning_tokens ??
      usage?.reasoning_tokens ??
      undefined;
    // xAI and Gemini leave thoughts out of the completion and count them in the total; both charge for them.
    const behindPrompt =
      prompt === undefined || !usage?.total_tokens ? undefined : Math.max(0, usage.total_tokens - prompt);
    const left =
      told !== undefined && behindPrompt !== undefined && behindPrompt > told ? behindPrompt - told : 0;
    return {
      promptTokens: prompt,
      completionTokens: told === undefined ? behindPrompt : told + left,
      reasoningTokens: thought ?? (left > 0 ? left : undefined),
    };
  });
