import { z } from 'zod';
import type { ModelPrice, TokenPrices } from '../contract/prices.ts';
import { timeouts } from '../contract/timeouts.ts';
import { presetNames, providerPresets } from './provider-presets.ts';

const environmentVariable = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of an environment variable');

const usdPerMillion = z.number('must be US dollars for a million tokens').min(0);

const tokenPricesSchema = z.strictObject({
  promptUsdPerMillion: usdPerMillion,
  cachedUsdPerMillion: usdPerMillion.optional(),
  cacheWriteUsdPerMillion: usdPerMillion.optional(),
  completionUsdPerMillion: usdPerMillion,
  reasoningUsdPerMillion: usdPerMillion.optional(),
}) satisfies z.ZodType<TokenPrices>;

const priceSchema = tokenPricesSchema.extend({
  /** By the service tier that replies name, and `batch`. */
  lanes: z
    .record(
      z
        .string()
        .regex(/^[a-z][a-z0-9_-]{0,31}$/, 'must be a word of the provider, such as "flex" or "batch"'),
      tokenPricesSchema,
    )
    .optional(),
}) satisfies z.ZodType<ModelPrice>;

/** What servers, and models of one server, differ in. */
const dialect = {
  /** Whether the server enforces `response_format: json_schema`. */
  structuredOutputs: z.boolean(),
  maxTokensParameter: z.enum(['max_tokens', 'max_completion_tokens']),
  /** Whether calls carry a `seed`, which some servers refuse. */
  sendSeed: z.boolean(),
  /** Whether it takes a system message; where not, its words go into the first user message. */
  systemRole: z.boolean(),
};

const providerSettingsSchema = z.strictObject({
  /** What its name tells stands for what is left out here; it is put there before the file is parsed. */
  preset: z
    .enum(presetNames, {
      error: `must be one of ${presetNames.map((name) => `"${name}"`).join(', ')}; without it, give a "baseUrl"`,
    })
    .optional(),
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
  /** Of calls in the tier `flex`, which wait for their turn. */
  flexTimeoutSeconds: z
    .number()
    .positive()
    .max(timeouts.patientModelRequest / 1_000)
    .default(900),
  structuredOutputs: dialect.structuredOutputs.default(true),
  maxTokensParameter: dialect.maxTokensParameter.default('max_tokens'),
  sendSeed: dialect.sendSeed.default(false),
  systemRole: dialect.systemRole.default(true),
  /** By model id: where it differs from the rest of its provider. */
  models: z.record(z.string(), z.strictObject(dialect).partial()).default({}),
  /** By model id; a model that is not here has the price of the kept list, if any. */
  prices: z.record(z.string(), priceSchema).default({}),
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

/** As it stands in the file, before its defaults. */
export type ProvidersFile = z.input<typeof providersFileSchema>;

function problemWithName(name: string): string | undefined {
  if (name === 'simulated') return 'is built in: choose another name';
  return /^[a-z0-9][a-z0-9._-]*$/i.test(name) ? undefined : 'a name is letters, digits, ".", "_" and "-"';
}

/**
 * Provider `openai` as `OPENAI_API_KEY` and `OPENAI_BASE_URL` define it, with what a providers file adds to that, such
 * as prices.
 */
export function openaiProviderDefaults(baseUrl: string | undefined): z.input<typeof providerSettingsSchema> {
  return {
    ...providerPresets.openai.settings,
    // Other servers know only the older name.
    ...(baseUrl === undefined ? {} : { baseUrl, maxTokensParameter: 'max_tokens' }),
  };
}
