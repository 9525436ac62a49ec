import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { link, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

type Content = AsyncIterable<string | Buffer> | Iterable<string | Buffer>;

/**
 * Writes a file whole or not at all: under a temporary name, flushed to the disk, then renamed. Two attempts at once
 * each write their own temporary file, and the last rename wins with the same bytes.
 */
export async function writeWholeFile(path: string, content: Content): Promise<void> {
  await writeBeside(path, content, (temporary) => rename(temporary, path));
}

/** Makes a file that must not be there yet (`EEXIST`), with all its content from the first moment. */
export async function createWholeFile(path: string, content: Content): Promise<void> {
  await writeBeside(path, content, async (temporary) => {
    await link(temporary, path);
    await rm(temporary);
  });
}

/**
 * Writes a small file whole or not at all before it returns, readable for its owner alone. It outlasts this process from
 * then on; not flushed, it may be lost, or torn, where the machine loses power in the seconds after.
 */
export function writeWholeFileNow(path: string, content: Buffer): void {
  const temporary = `${path}.${randomUUID()}.tmp`;
  const write = () => writeFileSync(temporary, content, { flag: 'wx', mode: 0o600 });
  try {
    try {
      write();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      write();
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Whether a file of this name is what a writer that was killed left behind. */
export function isTemporaryName(name: string): boolean {
  return /\.[0-9a-f-]{36}\.tmp$/.test(name);
}

async function writeBeside(
  path: string,
  content: Content,
  putInPlace: (temporary: string) => Promise<void>,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await writeFile(file, content);
      await file.sync();
    } finally {
      await file.close();
    }
    await putInPlace(temporary);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
