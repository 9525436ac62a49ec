import type { Storage } from '../../storage/storage.ts';
import { StagedFile, type StoredFile } from './staged-file.ts';

export interface FilesPlace {
  storage: Storage;
  /** On a disk of this machine, where files lie until they have their name. */
  stagingFolder: string;
  /** Of the storage. */
  directory: string;
  extension: string;
  /** How the files' names begin. */
  split?: string;
}

/**
 * The files of one config in one format, named as `datasets` names them: `train-00000-of-00003.parquet`. How many there
 * are is known when the last is written, so they lie in the staging folder until all of them get their names.
 */
export class NumberedFiles {
  readonly #place: FilesPlace;
  readonly #files: StagedFile[] = [];

  constructor(place: FilesPlace) {
    this.#place = place;
  }

  /** Ends the file before. */
  async next(): Promise<StagedFile> {
    await this.#files.at(-1)?.close();
    const file = await StagedFile.create(this.#place.stagingFolder);
    this.#files.push(file);
    return file;
  }

  async putInPlace(): Promise<StoredFile[]> {
    const { storage, directory, extension, split = 'train' } = this.#place;
    await this.#files.at(-1)?.close();
    const stored: StoredFile[] = [];
    for (const [index, file] of this.#files.entries()) {
      const name = `${split}-${fiveDigits(index)}-of-${fiveDigits(this.#files.length)}.${extension}`;
      stored.push(await file.moveTo(storage, `${directory}/${name}`));
    }
    return stored;
  }

  /** Gives up what is not in its place. */
  async discard(): Promise<void> {
    for (const file of this.#files) await file.discard();
  }
}

function fiveDigits(number: number): string {
  return String(number).padStart(5, '0');
}
