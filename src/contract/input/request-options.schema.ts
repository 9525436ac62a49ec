import { z } from 'zod';
import { tierForm } from '../service-tier.ts';
import { jsonBytes } from '../text-size.ts';
import { oneOf } from './names.schema.ts';
import { bodyProblems, headersProblems } from './request-options-refused.ts';

/** Every call carries them, and a shard's history each call: what a hundred of them take together stays small. */
const mostBodyBytes = 4_000;
const mostHeaders = 16;
const mostHeaderBytes = 2_000;

const stopSchema = z.string().min(1, 'must be a text').max(200, 'must have at most 200 characters');

const stopsSchema = z
  .union(
    [
      stopSchema.transform((stop) => [stop]),
      z.array(stopSchema).min(1, 'needs a text').max(16, 'must have at most 16 texts'),
    ],
    {
      error: 'must be a text at which answers stop, or up to 16 of them',
    },
  )
  .refine((stops) => new Set(stops).size === stops.length, 'names a text twice');

const extraBodySchema = z
  .record(z.string(), z.json(), { error: 'must be an object of parameters, as the provider calls them' })
  .superRefine((body, context) => {
    for (const problem of bodyProblems(body)) context.addIssue({ code: 'custom', ...problem });
    const bytes = jsonBytes(body);
    if (bytes > mostBodyBytes) {
      context.addIssue({ code: 'custom', message: `has ${bytes} bytes as JSON: at most ${mostBodyBytes}` });
    }
  });

/** Names are taken in lower case, as HTTP compares them. */
const extraHeadersSchema = z
  .record(
    z.string().regex(/^[\w!#$%&'*+.^`|~-]{1,100}$/, 'is no name of a header'),
    z
      .string()
      .regex(/^[\x20-\x7e]*$/, 'must be printable ASCII')
      .max(1_000, 'must have at most 1000 characters'),
    { error: 'must be an object of headers, each with a text' },
  )
  .transform((headers) =>
    Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value.trim()])),
  )
  .superRefine((headers, context) => {
    for (const problem of headersProblems(headers)) context.addIssue({ code: 'custom', ...problem });
    if (Object.keys(headers).length > mostHeaders || jsonBytes(headers) > mostHeaderBytes) {
      const message = `must have at most ${mostHeaders} headers, of ${mostHeaderBytes} bytes together`;
      context.addIssue({ code: 'custom', message });
    }
  });

/** What requests to a model carry beside its messages, for models and servers that take it. */
export const requestOptionSchemas = {
  /** In the model's own words: `none`, `minimal`, `low`, `medium`, `high` and others. */
  reasoningEffort: z
    .string()
    .regex(/^[a-z][a-z_-]{0,31}$/, 'must be a word that the model takes, such as "low", "medium" or "high"')
    .optional(),
  verbosity: oneOf(['low', 'medium', 'high']).optional(),
  /** In the provider's own words: `flex`, `priority`. */
  serviceTier: z
    .string()
    .regex(tierForm, 'must be a tier that the provider has, such as "flex"')
    .refine((tier) => tier !== 'batch', 'batches are no service tier, and are not made yet')
    .optional(),
  stop: stopsSchema.optional(),
  topK: z.int().min(1).max(100_000).optional(),
  extraBody: extraBodySchema.optional(),
  extraHeaders: extraHeadersSchema.optional(),
};

type Schemas = typeof requestOptionSchemas;

export type RequestOptions = { [Option in keyof Schemas]?: z.infer<Schemas[Option]> };
