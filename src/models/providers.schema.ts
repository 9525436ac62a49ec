import { z } from 'zod';
import { timeouts } from '../contract/timeouts.ts';

const environmentVariable = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of an environment variable');

const providerSettingsSchema = z.strictObject({
  baseUrl: z.url({
    protocol: /^https?$/,
    error: 'must be an http or https URL, such as "http://localhost:11434/v1"',
  }),
  /** The variable that holds the key; left out for servers that take none. */
  apiKeyEnv: environmentVariable.optional(),
  maxConcurrentRequests: z.int().min(1).max(1_000).default(100),
  requestsPerSecond: z.number().positive().optional(),
  timeoutSeconds: z
    .number()
    .positive()
    .max(timeouts.modelRequest / 1_000)
    .default(120),
  /** Whether the server enforces `response_format: json_schema`. */
  structuredOutputs: z.boolean().default(true),
  maxTokensParameter: z.enum(['max_tokens', 'max_completion_tokens']).default('max_tokens'),
  /** Whether calls carry a `seed`, which some servers refuse. */
  sendSeed: z.boolean().default(false),
});

export type ProviderSettings = z.infer<typeof providerSettingsSchema>;

/** `providers.json`: settings by provider name, which is also the name of its task queue `llm.<name>`. */
export const providersFileSchema = z
  .record(z.string(), providerSettingsSchema)
  .superRefine((providers, context) => {
    for (const name of Object.keys(providers)) {
      const message = problemWithName(name);
      if (message) context.addIssue({ code: 'custom', path: [name], message });
    }
  });

function problemWithName(name: string): string | undefined {
  if (name === 'simulated') return 'is built in: choose another name';
  return /^[a-z0-9][a-z0-9._-]*$/i.test(name) ? undefined : 'a name is letters, digits, ".", "_" and "-"';
}

/** Provider `openai` as `OPENAI_API_KEY` and `OPENAI_BASE_URL` alone define it. */
export function openaiProviderSettings(baseUrl: string | undefined): ProviderSettings {
  return providerSettingsSchema.parse({
    baseUrl: baseUrl ?? 'https://api.openai.com/v1',
    apiKeyEnv: 'OPENAI_API_KEY',
    // OpenAI's own servers refuse the older name for their reasoning models; other servers know only that one.
    maxTokensParameter: baseUrl === undefined ? 'max_completion_tokens' : 'max_tokens',
  });
}
