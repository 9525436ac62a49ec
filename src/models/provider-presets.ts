/** As much of a provider's settings as its name tells. */
interface PresetSettings {
  /** Left out where each account has its own. */
  baseUrl?: string;
  apiKeyEnv?: string;
  maxTokensParameter: 'max_tokens' | 'max_completion_tokens';
  structuredOutputs: boolean;
  sendSeed: boolean;
}

interface ProviderPreset {
  settings: PresetSettings;
  /** What its users should know. */
  known: string;
  /** Where all of it was read, on the day of `presetsReadOn`. */
  source: string;
}

export const presetsReadOn = '2026-11-28';

/** Servers by the names that people know; `"preset"` in a providers file. Where models differ, the careful choice. */
export const providerPresets = {
  openai: {
    settings: {
      baseUrl: 'https://api.openai.com/v1',
      apiKeyEnv: 'OPENAI_API_KEY',
      // Its reasoning models refuse the older name.
      maxTokensParameter: 'max_completion_tokens',
      structuredOutputs: true,
      sendSeed: false,
    },
    known: 'reasoning models refuse `max_tokens`',
    source: 'https://platform.openai.com/docs/api-reference/chat/create',
  },
  anthropic: {
    settings: {
      baseUrl: 'https://api.anthropic.com/v1',
      apiKeyEnv: 'ANTHROPIC_API_KEY',
      maxTokensParameter: 'max_tokens',
      structuredOutputs: false,
      sendSeed: false,
    },
    known:
      'a layer for trying models out: `response_format` and `seed` are ignored, temperatures above 1 are taken as 1, system messages are moved to the front as one',
    source: 'https://platform.claude.com/docs/en/api/openai-sdk',
  },
  gemini: {
    settings: {
      baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai',
      apiKeyEnv: 'GEMINI_API_KEY',
      maxTokensParameter: 'max_tokens',
      structuredOutputs: false,
      sendSeed: false,
    },
    known:
      'that its layer for OpenAI clients enforces schemas was not found said: `structuredOutputs: true` tries it',
    source: 'https://ai.google.dev/gemini-api/docs/openai',
  },
  mistral: {
    settings: {
      baseUrl: 'https://api.mistral.ai/v1',
      apiKeyEnv: 'MISTRAL_API_KEY',
      maxTokensParameter: 'max_tokens',
      structuredOutputs: true,
      sendSeed: false,
    },
    known: 'calls its seed `random_seed`',
    source: 'https://docs.mistral.ai/capabilities/structured-output/custom_structured_output/',
  },
  deepseek: {
    settings: {
      baseUrl: 'https://api.deepseek.com',
      apiKeyEnv: 'DEEPSEEK_API_KEY',
      maxTokensParameter: 'max_tokens',
      structuredOutputs: false,
      sendSeed: false,
    },
    known: 'knows `json_object` alone, which may come back empty and is not asked for here',
    source: 'https://api-docs.deepseek.com/',
  },
  groq: {
    settings: {
      baseUrl: 'https://api.groq.com/openai/v1',
      apiKeyEnv: 'GROQ_API_KEY',
      maxTokensParameter: 'max_tokens',
      structuredOutputs: false,
      sendSeed: false,
    },
    known: 'some models enforce schemas: set `structuredOutputs` for them under `models`',
    source: 'https://console.groq.com/docs/structured-outputs',
  },
  openrouter: {
    settings: {
      baseUrl: 'https://openrouter.ai/api/v1',
      apiKeyEnv: 'OPENROUTER_API_KEY',
      maxTokensParameter: 'max_tokens',
      structuredOutputs: false,
      sendSeed: false,
    },
    known: 'some models enforce schemas: set `structuredOutputs` for them under `models`',
    source: 'https://openrouter.ai/docs/structured-outputs',
  },
  together: {
    settings: {
      baseUrl: 'https://api.together.ai/v1',
      apiKeyEnv: 'TOGETHER_API_KEY',
      maxTokensParameter: 'max_tokens',
      structuredOutputs: false,
      sendSeed: false,
    },
    known: 'some models enforce schemas: set `structuredOutputs` for them under `models`',
    source: 'https://docs.together.ai/docs/inference/openai-compatibility',
  },
  azure: {
    settings: {
      apiKeyEnv: 'AZURE_OPENAI_API_KEY',
      maxTokensParameter: 'max_completion_tokens',
      structuredOutputs: true,
      sendSeed: false,
    },
    known:
      'give `"baseUrl": "https://<resource>.openai.azure.com/openai/v1"`; the model id is the name of your deployment',
    source: 'https://learn.microsoft.com/en-us/azure/foundry/openai/api-version-lifecycle',
  },
  ollama: {
    settings: {
      baseUrl: 'http://localhost:11434/v1',
      maxTokensParameter: 'max_tokens',
      structuredOutputs: true,
      sendSeed: true,
    },
    known:
      'enforces schemas from 0.5.0 on, its cloud models do not; a prompt longer than its context is cut without a word: raise `OLLAMA_CONTEXT_LENGTH` where it runs',
    source: 'https://docs.ollama.com/api/openai-compatibility',
  },
  'lm-studio': {
    settings: {
      baseUrl: 'http://localhost:1234/v1',
      maxTokensParameter: 'max_tokens',
      structuredOutputs: true,
      sendSeed: false,
    },
    known: 'knows schemas alone, no `json_object`, which is not asked for here',
    source: 'https://lmstudio.ai/docs/advanced/structured-output',
  },
  vllm: {
    settings: {
      baseUrl: 'http://localhost:8000/v1',
      maxTokensParameter: 'max_tokens',
      structuredOutputs: true,
      sendSeed: true,
    },
    known:
      "takes what a request leaves out, such as the temperature, from the model's `generation_config.json`",
    source: 'https://docs.vllm.ai/en/v0.15.0/serving/openai_compatible_server/',
  },
  'llama.cpp': {
    settings: {
      baseUrl: 'http://localhost:8080/v1',
      maxTokensParameter: 'max_tokens',
      structuredOutputs: true,
      sendSeed: true,
    },
    known:
      'builds about 4689 refuse schemas with `--jinja` (issue 11847); serves as many requests at a time as `--parallel` says',
    source: 'https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md',
  },
} as const satisfies Record<string, ProviderPreset>;

export type PresetName = keyof typeof providerPresets;

export const presetNames = Object.keys(providerPresets) as PresetName[];

/** What a preset sets; nothing for a name that is none, which is told when the file is parsed. */
export function presetSettings(name: unknown): Partial<PresetSettings> {
  const known = presetNames.find((preset) => preset === name);
  return known === undefined ? {} : providerPresets[known].settings;
}
