import { createHash } from 'node:crypto';
import type { ByteRange, Storage } from '../storage/storage.ts';

/** A published dataset to be read: a folder, a prefix of a bucket, or a repository of the Hub. */
export interface PublishedFolder {
  list(): AsyncIterable<{ path: string; bytes: number }>;
  size(path: string): Promise<number | undefined>;
  read(path: string, range?: ByteRange): AsyncIterable<Uint8Array>;
  /** Of a file that is there. */
  sha256(path: string): Promise<string>;
}

export function folderInStorage(storage: Storage): PublishedFolder {
  return {
    list: () => storage.list(''),
    size: (path) => storage.size(path),
    read: (path, range) => storage.read(path, range),
    sha256: (path) => sha256Of(storage.read(path)),
  };
}

export async function sha256Of(content: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of content) hash.update(chunk);
  return hash.digest('hex');
}
