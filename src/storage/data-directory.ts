import { readlink, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

export type ResolvedPath = { path: string } | { problem: string };

/**
 * The one folder a run may read and write in. Whoever may start a workflow may name paths, so each is resolved with
 * its symlinks before it is used, every time.
 */
export class DataDirectory {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = resolve(directory);
  }

  /** The real place of a path given relative to the folder, which need not exist yet. */
  async resolve(path: string): Promise<ResolvedPath> {
    if (path.includes('\0')) return { problem: 'holds a NUL character' };
    const root = await realpath(this.#directory);
    const real = await realPathOfMissing(resolve(root, path)).catch((error: unknown) => {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ELOOP' || code === 'ENAMETOOLONG') return undefined;
      throw error;
    });
    if (real === undefined) return { problem: `"${path}" is too long, or a symlink that leads to itself` };
    const inside = relative(root, real);
    if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
      return { problem: `"${path}" lies outside the worker's DATA_DIR` };
    }
    return { path: real };
  }
}

/** Resolves the symlinks of the part of a path that exists, also of one that points to what does not. */
async function realPathOfMissing(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const parent = dirname(path);
    if ((code !== 'ENOENT' && code !== 'ENOTDIR') || parent === path) throw error;
    const realParent = await realPathOfMissing(parent);
    const target = await readlink(path).catch(() => undefined); // Most are no symlink: there is nothing.
    if (target !== undefined) return await realPathOfMissing(resolve(realParent, target));
    return join(realParent, path.slice(parent.length));
  }
}
