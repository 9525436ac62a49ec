import { z } from 'zod';

/** Bodies as argilla-server 2.8 takes them (argilla_server/api/schemas/v1), and nothing else. */
const title = z.string().min(1).max(500);
const name = z.string().min(1).max(200);

export const datasetBody = z.strictObject({
  name,
  guidelines: z.string().min(1).max(10_000).optional(),
  workspace_id: z.uuid(),
  metadata: z.record(z.string(), z.unknown()).optional(),
});

export const fieldBody = z.strictObject({
  name,
  title,
  required: z.boolean(),
  settings: z.strictObject({ type: z.enum(['text', 'chat']), use_markdown: z.boolean() }),
});

const option = z.strictObject({ value: name, text: title });

export const questionBody = z.strictObject({
  name,
  title,
  description: z.string().min(1).max(1_000).optional(),
  required: z.boolean(),
  settings: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('ranking'), options: z.array(option).min(2).max(50) }),
    z.strictObject({
      type: z.literal('rating'),
      options: z
        .array(z.strictObject({ value: z.int().min(0).max(10) }))
        .min(2)
        .max(11),
    }),
    z.strictObject({ type: z.literal('text'), use_markdown: z.boolean() }),
  ]),
});

export const metadataPropertyBody = z.strictObject({
  name,
  title,
  settings: z.strictObject({ type: z.literal('terms') }),
  visible_for_annotators: z.boolean(),
});

const chatMessage = z.strictObject({
  role: z.string().min(1).max(20),
  content: z.string().min(1).max(20_000),
});

const suggestion = z.strictObject({
  question_id: z.uuid(),
  type: z.literal('model'),
  agent: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[a-zA-Z0-9\-_:./\s]*[a-zA-Z0-9][a-zA-Z0-9\-_:./\s]*$/),
  value: z.union([z.int(), z.array(z.strictObject({ value: z.string(), rank: z.int() }))]),
});

export const recordsBody = z.strictObject({
  items: z
    .array(
      z.strictObject({
        external_id: z.string(),
        fields: z.record(z.string(), z.union([z.string(), z.array(chatMessage).max(500)])),
        metadata: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
        suggestions: z.array(suggestion),
      }),
    )
    .min(1)
    .max(500)
    .refine(
      (items) => new Set(items.map(({ external_id }) => external_id)).size === items.length,
      'External IDs must be unique',
    ),
});

export type FieldBody = z.infer<typeof fieldBody>;
export type MetadataPropertyBody = z.infer<typeof metadataPropertyBody>;
export type QuestionBody = z.infer<typeof questionBody>;
export type RecordBody = z.infer<typeof recordsBody>['items'][number];
