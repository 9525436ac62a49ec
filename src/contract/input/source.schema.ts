import { z } from 'zod';
import { hasWildcards, sourceFormatOf, sourceFormats } from '../source-format.ts';
import { limits } from '../limits.ts';
import { oneOf, pathSchema } from './names.schema.ts';
import { decontaminateSchema, duplicatesSchema, languagesSchema } from './rows.schema.ts';

const columnSchema = z.string().trim().min(1, 'must be the name of a column').optional();

const twoColumns =
  'must be the name of a column that lists answers, or of two and more columns with one answer each';

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
    /** Of answers that are there already: one that lists them, or one for each. */
    candidates: z
      .union(
        [
          z.string().trim().min(1),
          z.array(z.string().trim().min(1)).min(2, twoColumns).max(limits.candidates),
        ],
        {
          error: twoColumns,
        },
      )
      .optional(),
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
  /** Whether rows hold answers that compete: true where they must, false where nobody is to look for any. */
  candidates?: boolean | undefined;
}

export interface DatasetAsked {
  /** `owner/dataset`. */
  hub: string;
  split: string;
  config: string | undefined;
  /** A branch, a tag or a commit. */
  revision: string;
  mapping: ColumnMapping;
  candidates?: boolean | undefined;
}

/** The candidates of a dataset that this application has published. */
export interface PublishedAsked {
  /** An output folder in DATA_DIR, or `hub:<owner>/<dataset>`. */
  candidates: string;
  /** What earlier judges said of them: kept, or left out. */
  ratings: (typeof ratingsOfBefore)[number];
  revision?: string | undefined;
  mapping: ColumnMapping;
}

const ratingsOfBefore = ['keep', 'drop'] as const;
const hubPrefix = 'hub:';

/** The repository of the Hub that `source.candidates` names; undefined for a folder. */
export function publishedRepository({ candidates }: PublishedAsked): string | undefined {
  return candidates.startsWith(hubPrefix) ? candidates.slice(hubPrefix.length) : undefined;
}

const hubKeys = ['split', 'config', 'revision'] as const;

const candidatesSchema = z
  .union([z.boolean(), pathSchema], {
    error:
      'must be true, false, an output folder of this application, or "hub:<owner>/<dataset>" of one it has pushed',
  })
  .refine(
    (given) =>
      typeof given !== 'string' || !given.startsWith(hubPrefix) || /^hub:[\w.-]+\/[\w.-]+$/.test(given),
    {
      error: 'must be "hub:<owner>/<dataset>", such as "hub:me/my-pairs"',
    },
  );

/**
 * Where the conversations come from: files under DATA_DIR, a dataset of the Hugging Face Hub, or the candidates of one
 * that was published before.
 */
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
    candidates: candidatesSchema.optional(),
    ratings: oneOf(ratingsOfBefore).optional(),
  })
  .superRefine((source, context) => {
    const published = typeof source.candidates === 'string';
    const places = [source.path, source.hub, published ? source.candidates : undefined];
    if (places.filter((place) => place !== undefined).length !== 1) {
      context.addIssue({
        code: 'custom',
        message: published
          ? 'needs nothing beside "candidates": its rows hold the conversations too'
          : 'needs either "path" or "hub", or "candidates" with an output folder',
      });
    }
    if (published && Object.values(source.mapping).some((column) => column !== undefined)) {
      context.addIssue({ code: 'custom', path: ['mapping'], message: 'goes with "path" or "hub" only' });
    }
    if (!published && source.ratings !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['ratings'],
        message: 'goes with "candidates": "<output folder>" only',
      });
    }
    if (source.candidates === false && source.mapping.candidates !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['candidates'],
        message: 'is false, but source.mapping names a column of candidates',
      });
    }
    if (source.hub !== undefined) return;
    const isOnHub = typeof source.candidates === 'string' && source.candidates.startsWith(hubPrefix);
    const outOfPlace = hubKeys.filter((key) => source[key] !== undefined && !(isOnHub && key === 'revision'));
    for (const key of outOfPlace) {
      context.addIssue({ code: 'custom', path: [key], message: 'goes with "hub" only' });
    }
  })
  .transform(
    ({
      path = '',
      hub,
      split = 'train',
      config,
      revision,
      mapping,
      candidates,
      ratings = 'keep',
    }): FilesAsked | DatasetAsked | PublishedAsked => {
      if (typeof candidates === 'string') {
        return { candidates, ratings, mapping, ...(revision === undefined ? {} : { revision }) };
      }
      const expected = candidates === undefined ? {} : { candidates };
      if (hub === undefined) return { path, mapping, ...expected };
      return { hub, split, config, revision: revision ?? 'main', mapping, ...expected };
    },
  );

/** Of a source that was found: whether its rows must hold answers, must not, or are rows of `candidates` of ours. */
export type CandidatesWanted = boolean | Pick<PublishedAsked, 'ratings'> | undefined;

/** Whether rows may bring what earlier judges said of their candidates. */
export function keepsRatings(source: FilesAsked | DatasetAsked | PublishedAsked): boolean {
  return 'ratings' in source && source.ratings === 'keep';
}

/** Which rows of the source a run takes: first a window, then a draw from it, then what of it is dropped. */
export const rowsSchema = z
  .strictObject({
    offset: z.int().min(0).default(0),
    limit: z.int().min(1).optional(),
    sample: z.int().min(1).optional(),
    minTurns: z.int().min(1).optional(),
    maxTurns: z.int().min(1).optional(),
    duplicates: duplicatesSchema,
    languages: languagesSchema.optional(),
    decontaminate: decontaminateSchema.optional(),
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
