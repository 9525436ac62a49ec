import type { PipelineLlm } from './pipeline.schema.ts';

/** Of distilabel's classes, whose servers they call, by the names of our presets. */
const providers: Readonly<Record<string, string>> = {
  OpenAILLM: 'openai',
  AnthropicLLM: 'anthropic',
  MistralLLM: 'mistral',
  GroqLLM: 'groq',
  TogetherLLM: 'together',
  AzureOpenAILLM: 'azure',
  OllamaLLM: 'ollama',
  LlamaCppLLM: 'llama.cpp',
  vLLM: 'vllm',
  ClientvLLM: 'vllm',
};

/** Generation parameters by distilabel's names, and what an input calls them. */
const options: Readonly<Record<string, string>> = {
  temperature: 'temperature',
  top_p: 'topP',
  max_new_tokens: 'maxTokens',
  max_tokens: 'maxTokens',
  top_k: 'topK',
  stop: 'stop',
  stop_strings: 'stop',
};

export interface LlmSettings {
  settings: { model: string } & Record<string, unknown>;
  notTaken: string[];
}

/** A model with the settings it was called with; undefined where the dump does not say which model. */
export function llmSettings(step: string, llm: PipelineLlm): LlmSettings | undefined {
  const modelId = llm.model ?? llm.model_id;
  if (!modelId) return undefined;
  const kind = llm.type_info.name;
  const provider = providers[kind];
  const notTaken =
    provider === undefined
      ? [`${step}: ${kind} is called as provider "vllm": serve ${modelId} there, or name another`]
      : [];
  const settings: LlmSettings['settings'] = { model: `${provider ?? 'vllm'}/${modelId}` };
  for (const [name, value] of Object.entries(llm.generation_kwargs ?? {})) {
    if (value === null) continue;
    const own = options[name];
    if (own === undefined) notTaken.push(`${step}: generation_kwargs.${name} = ${JSON.stringify(value)}`);
    else settings[own] = value;
  }
  return { settings, notTaken };
}
