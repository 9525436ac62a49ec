import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3ServiceException,
  type _Object,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { BucketAddress } from './bucket-address.ts';
import type { Content, Storage } from './storage.ts';

/** A part of an upload in parts: ten thousand of them are more than any file here. */
const partSize = 16_000_000;

/** Storage under a prefix of a bucket. What an object holds is there whole from its first moment, as S3 has it. */
export function bucketPrefix(client: S3Client, { bucket, prefix }: BucketAddress): Storage {
  const at = (path: string) => ({ Bucket: bucket, Key: `${prefix}/${path}` });

  const upload = async (path: string, body: Readable): Promise<void> => {
    const parameters = { client, partSize, queueSize: 2, params: { ...at(path), Body: body } };
    await new Upload(parameters).done();
  };

  async function* list(folder: string): AsyncGenerator<_Object & { Key: string }> {
    let next: string | undefined;
    do {
      const page = await client.send(
        new ListObjectsV2Command({ Bucket: bucket, Prefix: `${prefix}/${folder}`, ContinuationToken: next }),
      );
      for (const { Key, ...found } of page.Contents ?? []) if (Key !== undefined) yield { ...found, Key };
      next = page.NextContinuationToken;
    } while (next !== undefined);
  }

  return {
    write: (path, content) => upload(path, readable(content)),

    async create(path, content) {
      const body = await buffer(readable(content));
      try {
        await client.send(new PutObjectCommand({ ...at(path), Body: body, IfNoneMatch: '*' }));
        return true;
      } catch (error) {
        if (statusOf(error) === 412) return false;
        throw error;
      }
    },

    async size(path) {
      try {
        const { ContentLength } = await client.send(new HeadObjectCommand(at(path)));
        return ContentLength;
      } catch (error) {
        if (statusOf(error) === 404) return undefined;
        throw error;
      }
    },

    async *read(path, range) {
      const bytes = range && { Range: `bytes=${range.start}-${range.end - 1}` };
      const { Body } = await client.send(new GetObjectCommand({ ...at(path), ...bytes }));
      yield* Body as AsyncIterable<Buffer>;
    },

    async isEmpty() {
      for await (const _found of list('')) return false;
      return true;
    },

    async *list(folder) {
      for await (const { Key, Size = 0, LastModified } of list(folder === '' ? '' : `${folder}/`)) {
        yield { path: Key.slice(prefix.length + 1), bytes: Size, modifiedAt: LastModified?.getTime() ?? 0 };
      }
    },

    async remove(path) {
      await client.send(new DeleteObjectCommand(at(path)));
    },

    async removeFolder(path) {
      let keys: { Key: string }[] = [];
      const remove = async (): Promise<void> => {
        if (keys.length === 0) return;
        const { Errors: [refused] = [] } = await client.send(
          new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: keys, Quiet: true } }),
        );
        if (refused) throw new Error(`"${refused.Key}" could not be removed: ${refused.Code}`);
        keys = [];
      };
      for await (const { Key } of list(`${path}/`)) {
        keys.push({ Key });
        if (keys.length === 1_000) await remove();
      }
      await remove();
    },

    async stage(write) {
      const folder = await mkdtemp(join(tmpdir(), 'capybara-staged-'));
      try {
        return await write(folder);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },

    async adopt(file, path) {
      await upload(path, createReadStream(file));
      await rm(file);
    },
  };
}

function readable(content: Content): Readable {
  return Readable.from(content, { objectMode: false });
}

function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}
