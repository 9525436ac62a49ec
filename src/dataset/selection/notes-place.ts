import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { writeWholeFile } from '../write-file.ts';

/** Where planning keeps what its next page must know: beside a run's parts, and gone with them. */
export interface NotesPlace {
  write: (path: string, content: Iterable<Buffer>) => Promise<void>;
  /** Fails with ENOENT where there is no such file. */
  read: (path: string) => AsyncIterable<Buffer>;
}

export function notesInFolder(folder: string): NotesPlace {
  return {
    write: (path, content) => writeWholeFile(join(folder, path), content),
    read: (path) => createReadStream(join(folder, path)) as AsyncIterable<Buffer>,
  };
}
