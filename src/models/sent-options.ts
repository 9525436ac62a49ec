import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import type { RequestOptions } from '../contract/input/request-options.schema.ts';

type SentOptions = Pick<
  ChatCompletionCreateParamsNonStreaming,
  'reasoning_effort' | 'verbosity' | 'service_tier' | 'stop'
>;

/**
 * A request's options as chat completion servers call them. `top_k` is no parameter of OpenAI's: vLLM, SGLang, llama.cpp,
 * OpenRouter and Ollama take it. The input refuses a body that would say again what a request has of its own.
 */
export function sentOptions({
  reasoningEffort,
  verbosity,
  serviceTier,
  stop,
  topK,
  extraBody,
}: RequestOptions): SentOptions {
  return {
    ...extraBody,
    // Servers other than OpenAI's know more words for it.
    ...(reasoningEffort === undefined
      ? {}
      : { reasoning_effort: reasoningEffort as NonNullable<SentOptions['reasoning_effort']> }),
    ...(verbosity === undefined ? {} : { verbosity }),
    ...(serviceTier === undefined
      ? {}
      : { service_tier: serviceTier as NonNullable<SentOptions['service_tier']> }),
    ...(stop === undefined ? {} : { stop }),
    ...(topK === undefined ? {} : { top_k: topK }),
  };
}
