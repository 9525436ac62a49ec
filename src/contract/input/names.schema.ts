import { z } from 'zod';

export const modelSchema = z
  .string()
  .regex(/^[^/\s]+\/\S+$/, 'must be "<provider>/<model id>", such as "openai/gpt-4.1-mini"');
/** How the columns call a candidate or a judge. */
export const nameSchema = z.string().trim().min(1).max(200);
export const pathSchema = z.string().trim().min(1, 'must be a path');
export const maxTokensSchema = z.int().min(1).max(65_536).default(1024);
export const temperatureSchema = z.number().min(0).max(2);
/** Whether answers that were paid for before will do; for a model, what the run says where it says nothing. */
export const reuseSchema = z
  .boolean('must be true, or false for samples that nobody was given before')
  .optional();

/** Whether a model is sent images. */
export const visionSchema = z.boolean('must be true for a model that sees images, or false').optional();

/** One of a few words, all of them told where it is another. */
export function oneOf<const Value extends string>(values: readonly Value[]) {
  return z.enum(values, { error: `must be one of ${quoted(values)}` });
}

export function quoted(values: readonly string[]): string {
  return values.map((value) => `"${value}"`).join(', ');
}

/** What a model is called where the input gives it no name of its own. */
export function modelIdOf(model: string): string {
  return model.slice(model.indexOf('/') + 1);
}
