import type { CommitOperation, ListFileEntry } from '@huggingface/hub';
import type { Storage } from '../../../storage/storage.ts';
import type { PublishedFile } from '../published-dataset.ts';
import { StoredBlob } from '../stored-blob.ts';

/**
 * What a repository lacks of a dataset, and what it has too much: a file of another push in one of the dataset's
 * folders would be loaded as part of it. Files anywhere else are the user's own.
 */
export async function repositoryChanges(
  files: readonly PublishedFile[],
  present: AsyncIterable<ListFileEntry>,
  storage: Storage,
): Promise<CommitOperation[]> {
  const missing = new Map(files.map((file) => [file.path, file]));
  const folders = new Set(files.flatMap(({ path }) => folderOf(path) ?? []));
  const changes: CommitOperation[] = [];
  for await (const entry of present) {
    if (entry.type !== 'file') continue;
    const { path } = entry;
    const file = missing.get(path);
    if (file && isSame(file, entry)) missing.delete(path);
    if (!file && folders.has(folderOf(path) ?? '')) changes.push({ operation: 'delete', path });
  }
  for (const { path, bytes } of missing.values()) {
    const content = new StoredBlob(storage, path, { start: 0, end: bytes });
    changes.push({ operation: 'addOrUpdate', path, content });
  }
  return changes;
}

function folderOf(path: string): string | undefined {
  return path.includes('/') ? path.split('/')[0] : undefined;
}

function isSame({ sha256, gitOid }: PublishedFile, entry: ListFileEntry): boolean {
  return entry.lfs ? entry.lfs.oid === sha256 : entry.oid === gitOid;
}
