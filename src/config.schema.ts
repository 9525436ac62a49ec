import { z } from 'zod';

const filled = z.string().trim().min(1);
const seconds = z.coerce.number().min(0);

/** The worker's own environment variables; Temporal's (`TEMPORAL_*`) are read by @temporalio/envconfig. */
export const environmentSchema = z.object({
  DATA_DIR: filled.optional(),
  OPENAI_API_KEY: filled.optional(),
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  PROVIDERS_FILE: filled.optional(),
  RESPONSE_STORE: filled.optional(),
  SHUTDOWN_GRACE_SECONDS: seconds.optional(),
  SIMULATED_LATENCY_MS: z.coerce.number().min(0).max(60_000).default(0),
  LOG_LEVEL: z.enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR']).default('WARN'),
});
