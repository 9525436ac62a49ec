import { z } from 'zod';

const pathsSchema = z.union([z.string().transform((path) => [path]), z.array(z.string())]);

const dataFilesSchema = z.union([
  pathsSchema.transform((paths) => [{ split: 'train', path: paths }]),
  z.array(z.object({ split: z.string(), path: pathsSchema })),
]);

const configSchema = z.object({
  config_name: z.string().default('default'),
  data_files: dataFilesSchema.optional(),
  data_dir: z.string().optional(),
  default: z.boolean().optional(),
});

/** What the YAML block of a dataset card says of the repository's files; anything odd in it counts as not said. */
export const datasetCardSchema = z.object({
  configs: z.array(configSchema).catch([]).default([]),
  license: z
    .union([z.string(), z.array(z.string()).transform((names) => names.join(', '))])
    .nullable()
    .catch(null)
    .default(null),
});

export type DatasetCard = z.infer<typeof datasetCardSchema>;
export type CardConfig = DatasetCard['configs'][number];
