import { z } from 'zod';

const modelSettingsSchema = z.looseObject({ model: z.string(), name: z.string().optional() });

/** As much of a run's input as is needed to put other models into it. */
export const simulatableInputSchema = z.looseObject({
  generators: z.array(modelSettingsSchema),
  judges: z.array(modelSettingsSchema).optional(),
});

/** As much of a run's input as is needed to give its output another folder. */
export const outputInputSchema = z.looseObject({ output: z.looseObject({ path: z.string() }) });
