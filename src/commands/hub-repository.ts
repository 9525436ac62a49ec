import { Readable } from 'node:stream';
import { downloadFile, HubApiError, listFiles, type ListFileEntry } from '@huggingface/hub';
import { sha256Of, type PublishedFolder } from '../dataset/published-folder.ts';
import { hubCredentials, type HubAccess } from '../http/hub-access.ts';
import type { ByteRange } from '../storage/storage.ts';
import { Problem } from './problem.ts';

/** A dataset repository of the Hub, to be read. Large files are known by the hash that the Hub keeps of them. */
export async function hubRepository(
  hub: HubAccess,
  { name, revision }: { name: string; revision: string },
): Promise<PublishedFolder> {
  const call = { ...hubCredentials(hub), repo: { type: 'dataset' as const, name }, revision };
  const files = new Map<string, ListFileEntry>();
  try {
    for await (const entry of listFiles({ ...call, recursive: true })) {
      if (entry.type === 'file') files.set(entry.path, entry);
    }
  } catch (error) {
    if (!(error instanceof HubApiError)) throw error;
    throw new Problem(
      `"${name}" at "${revision}" could not be read, the Hub answered ${error.statusCode}: see whether it is there, ` +
        'and set HF_TOKEN where it is private.',
    );
  }
  const read = async function* (path: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
    const content = await downloadFile({ ...call, path });
    if (!content) throw new Problem(`"${path}" of "${name}" is gone.`);
    const wanted = range ? content.slice(range.start, range.end) : content;
    for await (const chunk of wanted.stream()) yield chunk;
  };
  return {
    list: () => Readable.from([...files.values()].map(({ path, size }) => ({ path, bytes: size }))),
    size: (path) => Promise.resolve(files.get(path)?.size),
    read,
    sha256: async (path) => files.get(path)?.lfs?.oid ?? (await sha256Of(read(path))),
  };
}
