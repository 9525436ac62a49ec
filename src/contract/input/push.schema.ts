import { z } from 'zod';
import { nameSchema } from './names.schema.ts';

/** A dataset repository of the Hub. */
export const hubTargetSchema = z.strictObject({
  repo: z
    .string()
    .regex(
      /^[\w-][\w.-]{0,95}\/[\w-][\w.-]{0,95}$/,
      'must be "<user or organisation>/<dataset>", such as "me/my-pairs"',
    ),
  private: z.boolean().default(true),
});

/** A dataset of an Argilla server, for people to rank and review. */
export const argillaTargetSchema = z.strictObject({ dataset: nameSchema, workspace: nameSchema });

/** Where a dataset goes once its files are complete. */
export const pushSchema = z
  .strictObject({ hub: hubTargetSchema.optional(), argilla: argillaTargetSchema.optional() })
  .refine(
    ({ hub, argilla }) => hub ?? argilla,
    'names no place: give it "hub" or "argilla", or leave it out',
  );

export type HubTarget = z.infer<typeof hubTargetSchema>;
export type ArgillaTarget = z.infer<typeof argillaTargetSchema>;
