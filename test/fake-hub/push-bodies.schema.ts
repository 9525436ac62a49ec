import { z } from 'zod';

/** What the Hub takes of a push, and nothing else. */
export const createRepositoryBody = z.strictObject({
  type: z.literal('dataset'),
  organization: z.string(),
  name: z.string().regex(/^[\w-][\w.-]{0,95}$/),
  visibility: z.enum(['public', 'private']),
});

export const preuploadBody = z.strictObject({
  files: z.array(z.strictObject({ path: z.string(), size: z.int(), sample: z.base64() })).max(256),
});

export const lfsBatchBody = z.strictObject({
  operation: z.literal('upload'),
  transfers: z.array(z.enum(['basic', 'multipart', 'xet'])),
  hash_algo: z.literal('sha_256'),
  ref: z.strictObject({ name: z.string() }),
  objects: z.array(z.strictObject({ oid: z.string().regex(/^[0-9a-f]{64}$/), size: z.int() })).max(100),
});

export const multipartBody = z.strictObject({
  oid: z.string(),
  parts: z.array(z.strictObject({ partNumber: z.int(), etag: z.string().min(1) })),
});

/** One line of a commit's NDJSON. */
export const commitLine = z.discriminatedUnion('key', [
  z.strictObject({
    key: z.literal('header'),
    value: z.strictObject({ summary: z.string().min(1), description: z.string().optional() }),
  }),
  z.strictObject({
    key: z.literal('file'),
    value: z.strictObject({ path: z.string(), content: z.base64(), encoding: z.literal('base64') }),
  }),
  z.strictObject({
    key: z.literal('lfsFile'),
    value: z.strictObject({
      path: z.string(),
      algo: z.literal('sha256'),
      oid: z.string(),
      size: z.int(),
    }),
  }),
  z.strictObject({ key: z.literal('deletedFile'), value: z.strictObject({ path: z.string() }) }),
]);
