import { z } from 'zod';

/** As much of a `tokenizer.json` as tells that it is one; the rest is its library's. */
export const tokenizerFileSchema = z.looseObject({
  model: z.looseObject({ type: z.string() }),
});

/** A token by its text, or with how it is matched. */
const tokenSchema = z
  .union([z.string(), z.looseObject({ content: z.string() }).transform(({ content }) => content)])
  .nullish();

const namedTemplates = z
  .array(z.looseObject({ name: z.string(), template: z.string() }))
  .transform((templates) => Object.fromEntries(templates.map(({ name, template }) => [name, template])));

/** As much of a `tokenizer_config.json` as decides what a conversation becomes. */
export const tokenizerConfigSchema = z.looseObject({
  chat_template: z.union([z.string(), namedTemplates]).nullish(),
  bos_token: tokenSchema,
  eos_token: tokenSchema,
  unk_token: tokenSchema,
  pad_token: tokenSchema,
});

export type TokenizerConfig = z.infer<typeof tokenizerConfigSchema>;
