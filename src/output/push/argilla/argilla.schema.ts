import { z } from 'zod';

/** What Argilla 2.x answers under /api/v1, as far as it is used here. */
export const workspacesSchema = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) });

export const datasetSchema = z.object({
  id: z.string(),
  name: z.string(),
  workspace_id: z.string(),
  status: z.enum(['draft', 'ready']),
  metadata: z.record(z.string(), z.unknown()).nullish(),
});
export const datasetsSchema = z.object({ items: z.array(datasetSchema) });

export const namedItemSchema = z.object({ id: z.string(), name: z.string() });
export const namedItemsSchema = z.object({ items: z.array(namedItemSchema) });

/** A refusal says why in one of three forms. */
export const refusalSchema = z.union([
  z.object({ detail: z.string() }),
  z
    .object({ detail: z.object({ params: z.object({ detail: z.string() }) }) })
    .transform(({ detail }) => ({ detail: detail.params.detail })),
  z.object({ detail: z.unknown() }).transform(({ detail }) => ({ detail: JSON.stringify(detail) })),
]);

export type ArgillaDataset = z.infer<typeof datasetSchema>;
