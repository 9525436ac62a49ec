import { z } from 'zod';

/** What was serialized says its class; distilabel 1.0 and later. */
const typeInfoSchema = z.looseObject({ module: z.string().optional(), name: z.string() });

const llmSchema = z.looseObject({
  model: z.string().nullish(),
  model_id: z.string().nullish(),
  generation_kwargs: z.record(z.string(), z.unknown()).nullish(),
  type_info: typeInfoSchema,
});

const stepSchema = z.looseObject({
  name: z.string(),
  llm: llmSchema.nullish(),
  type_info: typeInfoSchema,
});

/** As much of a distilabel `pipeline.yaml` as an input of a run can say. */
export const pipelineSchema = z.looseObject({
  pipeline: z.looseObject({
    name: z.string().nullish(),
    steps: z.array(z.looseObject({ step: stepSchema })),
    routing_batch_functions: z.array(z.unknown()).nullish(),
  }),
});

export type Pipeline = z.infer<typeof pipelineSchema>['pipeline'];
export type Step = z.infer<typeof stepSchema>;
export type PipelineLlm = z.infer<typeof llmSchema>;

const textSchema = z.string().min(1);
const countSchema = z.int().min(1);

/** A field of a step, where it holds what it should; runtime parameters that nobody gave are null. */
export function textOf(step: Step, field: string): string | undefined {
  return textSchema.safeParse(step[field]).data;
}

export function countOf(step: Step, field: string): number | undefined {
  return countSchema.safeParse(step[field]).data;
}
