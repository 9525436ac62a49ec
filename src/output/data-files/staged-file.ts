import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Storage } from '../../storage/storage.ts';

export interface StoredFile {
  /** Of the storage. */
  path: string;
  rows: number;
  bytes: number;
  sha256: string;
}

/** Small writes are gathered up to this size. */
const gatheredBytes = 1_000_000;

/** A file that is written bit by bit under a temporary name, and measured, before it is put in its place. */
export class StagedFile {
  rows = 0;
  bytes = 0;
  readonly #temporary: string;
  readonly #file: FileHandle;
  readonly #digest = createHash('sha256');
  #gathered: Uint8Array[] = [];
  #gatheredBytes = 0;

  private constructor(temporary: string, file: FileHandle) {
    this.#temporary = temporary;
    this.#file = file;
  }

  static async create(stagingFolder: string): Promise<StagedFile> {
    await mkdir(stagingFolder, { recursive: true });
    const temporary = join(stagingFolder, `data.${randomUUID()}.tmp`);
    return new StagedFile(temporary, await open(temporary, 'wx'));
  }

  /** The bytes must stay as they are: they may be held until later ones are written. */
  async write(bytes: Uint8Array, rows: number): Promise<void> {
    this.rows += rows;
    this.bytes += bytes.length;
    this.#digest.update(bytes);
    this.#gathered.push(bytes);
    this.#gatheredBytes += bytes.length;
    if (this.#gatheredBytes >= gatheredBytes) await this.#writeGathered();
  }

  /** Nothing can be written after this. */
  async close(): Promise<void> {
    await this.#writeGathered();
    await this.#file.sync();
    await this.#file.close();
  }

  async moveTo(storage: Storage, path: string): Promise<StoredFile> {
    await storage.adopt(this.#temporary, path);
    return { path, rows: this.rows, bytes: this.bytes, sha256: this.#digest.digest('hex') };
  }

  async discard(): Promise<void> {
    await this.#file.close().catch(() => undefined); // It may be closed already, or the disk be gone.
    await rm(this.#temporary, { force: true });
  }

  async #writeGathered(): Promise<void> {
    await this.#file.appendFile(Buffer.concat(this.#gathered));
    this.#gathered = [];
    this.#gatheredBytes = 0;
  }
}
