import { z } from 'zod';

const filled = z.string().trim().min(1);
const httpAddress = z.url({ protocol: /^https?$/ });
const seconds = z.coerce.number().min(0);

/** The worker's own environment variables; Temporal's (`TEMPORAL_*`) are read by @temporalio/envconfig. */
export const environmentSchema = z.object({
  DATA_DIR: filled.optional(),
  OPENAI_API_KEY: filled.optional(),
  OPENAI_BASE_URL: httpAddress.optional(),
  PROVIDERS_FILE: filled.optional(),
  HF_TOKEN: z
    .string()
    .trim()
    .regex(/^hf_\S+$/, 'must begin with "hf_"')
    .optional(),
  HF_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .refine(
      (endpoint) => !URL.canParse(endpoint) || new URL(endpoint).password === '',
      'must hold no password',
    )
    .transform((endpoint) => endpoint.replace(/\/+$/, ''))
    .default('https://huggingface.co'),
  HF_HOME: filled.optional(),
  HF_HUB_CACHE: filled.optional(),
  HUGGINGFACE_HUB_CACHE: filled.optional(),
  XDG_CACHE_HOME: filled.optional(),
  RESPONSE_STORE: filled.optional(),
  RESPONSE_STORE_GB: z.coerce.number().positive().max(1_000_000).default(10),
  WORKER_DEPLOYMENT: filled
    .max(100)
    .regex(/^[\w-]+$/, 'must be a name of letters, digits, "_" and "-", such as "preferences"')
    .optional(),
  SHUTDOWN_GRACE_SECONDS: seconds.optional(),
  SIMULATED_LATENCY_MS: z.coerce.number().min(0).max(60_000).default(0),
  METRICS_ADDRESS: filled
    .regex(
      /^[\w.-]+:\d{1,5}$|^\[[\da-f:.]+\]:\d{1,5}$/i,
      'must be an address with a port, such as "127.0.0.1:9464"',
    )
    .optional(),
  /** OpenTelemetry's own variables: where the SDK that the process was started with sends traces. */
  OTEL_EXPORTER_OTLP_ENDPOINT: filled.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: filled.optional(),
  /** Names, with commas between them. */
  OUTPUT_BUCKETS: z
    .string()
    .default('')
    .transform((names) =>
      names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
  AWS_ENDPOINT_URL: httpAddress.optional(),
  AWS_ENDPOINT_URL_S3: httpAddress.optional(),
  AWS_REGION: filled.optional(),
  AWS_DEFAULT_REGION: filled.optional(),
  ARGILLA_API_URL: httpAddress.optional(),
  ARGILLA_API_KEY: filled.optional(),
  LOG_LEVEL: z.enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR']).default('WARN'),
});
