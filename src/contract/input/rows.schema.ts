import { z } from 'zod';
import { hasWildcards, sourceFormatOf } from '../source-format.ts';
import { pathSchema } from './names.schema.ts';

const share = z.number().gt(0).max(1);

/** As ISO 639-1 has them, of what is told apart. */
export const toldLanguages = [
  ...[
    'am',
    'ar',
    'az',
    'be',
    'bg',
    'bn',
    'ca',
    'cs',
    'da',
    'de',
    'el',
    'en',
    'es',
    'et',
    'eu',
    'fa',
    'fi',
    'fr',
    'gu',
    'he',
  ],
  ...[
    'hi',
    'hr',
    'hu',
    'hy',
    'is',
    'it',
    'ja',
    'ka',
    'kn',
    'ko',
    'ku',
    'lo',
    'lt',
    'lv',
    'ml',
    'mr',
    'ms',
    'nl',
    'no',
    'or',
  ],
  ...[
    'pa',
    'pl',
    'pt',
    'ro',
    'ru',
    'sk',
    'sl',
    'sq',
    'sr',
    'sv',
    'ta',
    'te',
    'th',
    'tl',
    'tr',
    'uk',
    'ur',
    'vi',
    'yo',
    'zh',
  ],
] as const;

export const languagesSchema = z
  .array(
    z.enum(toldLanguages, {
      error: `must be one of the two-letter codes that are told apart: ${toldLanguages.join(', ')}`,
    }),
  )
  .min(1, 'needs a language');

const duplicatesForm =
  'must be "keep", "drop", or {"minhash": 0.8}: the share of word pairs from which two are alike';

/** Conversations that a row before has too; or nearly, from so much in common on. */
export const duplicatesSchema = z
  .union([z.enum(['keep', 'drop']), z.strictObject({ minhash: z.number().min(0.5).max(1) })], {
    error: duplicatesForm,
  })
  .default('keep');

const setForm =
  'must be a file under DATA_DIR, "<owner>/<dataset>" of the Hub, or {"hub": "<owner>/<dataset>", "split": "test", "config": …}';

/** A name alone is a file where it ends like one, else a dataset of the Hub, of which benchmarks are the split `test`. */
const benchmarkSchema = z.union(
  [
    pathSchema
      .refine((name) => isFile(name) || /^(hub:)?[\w.-]+\/[\w.-]+$/.test(name), setForm)
      .transform((name) => (isFile(name) ? name : onHub(name.replace(/^hub:/, '')))),
    z
      .strictObject({
        hub: z.string().regex(/^[\w.-]+\/[\w.-]+$/, setForm),
        split: z.string().trim().min(1).default('test'),
        config: z.string().trim().min(1).optional(),
        revision: z.string().trim().min(1).default('main'),
      })
      .transform(({ config, ...set }) => ({ ...set, config })),
  ],
  { error: setForm },
);

function isFile(name: string): boolean {
  return sourceFormatOf(name) !== undefined || hasWildcards(name);
}

function onHub(hub: string): { hub: string; split: string; revision: string; config: string | undefined } {
  return { hub, split: 'test', revision: 'main', config: undefined };
}

/** Rows and answers that hold a benchmark's texts: so much of one of them, in runs of so many words. */
export const decontaminateSchema = z.strictObject({
  against: z.array(benchmarkSchema).min(1, 'needs a set'),
  ngram: z.int().min(3).max(50).default(8),
  threshold: share.default(0.5),
});

export type Decontaminate = z.infer<typeof decontaminateSchema>;
