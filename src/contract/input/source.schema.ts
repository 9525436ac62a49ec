import { z } from 'zod';
import { hasWildcards, sourceFormatOf, sourceFormats } from '../source-format.ts';
import { pathSchema } from './names.schema.ts';

const columnSchema = z.string().trim().min(1, 'must be the name of a column').optional();

/** Under which names the source keeps the columns of a conversation's row, where they are others than ours. */
const mappingSchema = z
  .strictObject({
    conversation: columnSchema,
    messages: columnSchema,
    conversations: columnSchema,
    prompt: columnSchema,
    completion: columnSchema,
    source: columnSchema,
    system: columnSchema,
    tools: columnSchema,
  })
  .refine(
    ({ conversation, messages, conversations, prompt }) =>
      [conversation, messages, conversations, prompt].filter((column) => column !== undefined).length <= 1,
    'names one of "conversation", "messages" and "conversations", or "prompt" with "completion": whatever the shape of the column',
  )
  .refine(({ prompt, completion }) => prompt !== undefined || completion === undefined, {
    path: ['completion'],
    message: 'goes with "prompt" only',
  })
  .prefault({});

/** Ends like a file this application reads; wildcards take such files only. */
const sourcePathSchema = pathSchema.refine(
  (path) => sourceFormatOf(path) !== undefined || hasWildcards(path),
  `must end in ${sourceFormats.join(', ')}`,
);

/** Which of a row's columns stands for which of ours, where its name is another. */
export type ColumnMapping = z.infer<typeof mappingSchema>;

export interface FilesAsked {
  /** One file, or several by wildcards. */
  path: string;
  mapping: ColumnMapping;
}

export interface DatasetAsked {
  /** `owner/dataset`. */
  hub: string;
  split: string;
  config: string | undefined;
  /** A branch, a tag or a commit. */
  revision: string;
  mapping: ColumnMapping;
}

const hubKeys = ['split', 'config', 'revision'] as const;

/** Where the conversations come from: files under DATA_DIR, or a dataset of the Hugging Face Hub. */
export const sourceSchema = z
  .strictObject({
    path: sourcePathSchema.optional(),
    hub: z
      .string()
      .regex(/^[\w.-]+\/[\w.-]+$/, 'must be "<owner>/<dataset>", such as "LDJnr/Capybara"')
      .optional(),
    split: z.string().trim().min(1).optional(),
    config: z.string().trim().min(1).optional(),
    revision: z.string().trim().min(1).optional(),
    mapping: mappingSchema,
  })
  .superRefine((source, context) => {
    if ((source.path === undefined) === (source.hub === undefined)) {
      context.addIssue({ code: 'custom', message: 'needs either "path" or "hub"' });
    }
    if (source.hub !== undefined) return;
    for (const key of hubKeys.filter((hubKey) => source[hubKey] !== undefined)) {
      context.addIssue({ code: 'custom', path: [key], message: 'goes with "hub" only' });
    }
  })
  .transform(
    ({ path = '', hub, split = 'train', config, revision = 'main', mapping }): FilesAsked | DatasetAsked =>
      hub === undefined ? { path, mapping } : { hub, split, config, revision, mapping },
  );

/** Which rows of the source a run takes: first a window, then a draw from it, then what of it is dropped. */
export const rowsSchema = z
  .strictObject({
    offset: z.int().min(0).default(0),
    limit: z.int().min(1).optional(),
    sample: z.int().min(1).optional(),
    minTurns: z.int().min(1).optional(),
    maxTurns: z.int().min(1).optional(),
    duplicates: z.enum(['keep', 'drop'], { error: 'must be "keep" or "drop"' }).default('keep'),
    notIn: z.strictObject({ path: pathSchema }).optional(),
  })
  .refine(({ minTurns = 1, maxTurns = Infinity }) => minTurns <= maxTurns, {
    path: ['maxTurns'],
    message: 'is less than minTurns',
  })
  .prefault({});

/** Which responses of a conversation make a row. */
export const turnsSchema = z
  .union([z.literal('last'), z.strictObject({ from: z.int().min(0) })], {
    error: 'must be "last" or {"from": <first assistant turn, counted from 0>}',
  })
  .default('last');
