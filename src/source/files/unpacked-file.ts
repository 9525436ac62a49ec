import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, realpath, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { once } from '../once.ts';
import { namingDiskFailures } from '../../storage/write-failure.ts';
import { writeWholeFile } from '../../storage/write-file.ts';
import { isBlank, jsonArrayRows, JsonArrayProblem } from './json-array-rows.ts';

/** Unpacked files that no run has read for so long are taken away when another is made. */
const keptMilliseconds = 7 * 24 * 3_600_000;

/**
 * A gzipped file, or one that is a JSON array, as plain JSON Lines in `folder`: made once for each state of the file,
 * whole or not at all, so that it can be read by byte ranges. What is wrong with the file is a value.
 */
export async function unpackedFile(
  path: string,
  folder: string,
  packed: { gzip: boolean },
): Promise<{ path: string } | { problem: string }> {
  const { size, mtimeMs } = await stat(path);
  const state = [await realpath(path), size, mtimeMs].join('\0');
  const unpacked = join(folder, `${createHash('sha256').update(state).digest('hex')}.jsonl`);
  if (await markRead(unpacked)) return { path: unpacked };
  return await once(unpacked, async () => {
    await forgetUnread(folder);
    try {
      await namingDiskFailures('the cache folder for unpacked files', () =>
        writeWholeFile(unpacked, plainRows(path, packed)),
      );
    } catch (error) {
      const problem = problemOf(error);
      if (problem === undefined) throw error;
      return { problem };
    }
    return { path: unpacked };
  });
}

/** The first byte of a file that is not blank; a byte order mark is passed over. */
export async function startsWithArray(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, { end: 65_535 }) as AsyncIterable<Buffer>) {
    return beginsArray(chunk);
  }
  return false;
}

async function* plainRows(path: string, { gzip }: { gzip: boolean }): AsyncGenerator<Buffer> {
  const chunks = gzip ? gunzipped(path) : (createReadStream(path) as AsyncIterable<Buffer>);
  const [first, all] = await withFirst(chunks);
  yield* first && beginsArray(first) ? jsonArrayRows(all) : all;
}

/** Ends with the reading: whoever stops early closes the file. */
async function* gunzipped(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  const gunzip = createGunzip();
  const piping = pipeline(file, gunzip);
  piping.catch(() => undefined); // The reading below fails of the same.
  try {
    yield* gunzip as AsyncIterable<Buffer>;
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}

async function withFirst(
  chunks: AsyncIterable<Buffer>,
): Promise<[Buffer | undefined, AsyncGenerator<Buffer>]> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  const all = (async function* () {
    try {
      for (let step = first; !step.done; step = await iterator.next()) yield step.value;
    } finally {
      await iterator.return?.();
    }
  })();
  return [first.done ? undefined : first.value, all];
}

function beginsArray(chunk: Buffer): boolean {
  const text = chunk.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? chunk.subarray(3) : chunk;
  return text.find((byte) => !isBlank(byte)) === 0x5b;
}

function problemOf(error: unknown): string | undefined {
  if (error instanceof JsonArrayProblem) return error.message;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR') return 'is a gzip file that was cut off';
  return code?.startsWith('Z_') ? `is not a gzip file, or damaged (${(error as Error).message})` : undefined;
}

/** Whether the file is there; if so, it counts as just read. */
async function markRead(path: string): Promise<boolean> {
  const now = new Date();
  return await utimes(path, now, now).then(
    () => true,
    () => false,
  );
}

/** Takes away what was not read for long, and what a killed worker left half written. */
async function forgetUnread(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined); // Another worker may have taken it away.
    if (found && Date.now() - found.mtimeMs > keptMilliseconds) await rm(path, { force: true });
  }
}
