export type Content = AsyncIterable<string | Buffer> | Iterable<string | Buffer>;

export interface ByteRange {
  start: number;
  /** Exclusive. */
  end: number;
}

export interface ListedFile {
  path: string;
  bytes: number;
  /** Milliseconds since 1970. */
  modifiedAt: number;
}

/**
 * Where one output lies: a folder of a disk, or a prefix of a bucket. Paths are relative to it, with `/` between their
 * parts. A file is there whole or not at all, and two writers of one file each write it whole.
 */
export interface Storage {
  write(path: string, content: Content): Promise<void>;
  /** Writes a file that must not be there yet; `false`, and nothing changed, where it is. */
  create(path: string, content: Content): Promise<boolean>;
  /** In bytes; undefined where there is no such file. */
  size(path: string): Promise<number | undefined>;
  read(path: string, range?: ByteRange): AsyncIterable<Buffer>;
  /** Whether it holds anything, other than what a killed writer left behind. */
  isEmpty(): Promise<boolean>;
  /** Every file under a folder, in no order; `''` is all of it. What is written meanwhile may be missing. */
  list(folder: string): AsyncIterable<ListedFile>;
  /** Removes a file; one that is not there is no fault. */
  remove(path: string): Promise<void>;
  /** Removes all files under a folder; one that is not there is no fault. */
  removeFolder(path: string): Promise<void>;
  /** Gives `write` a folder on a disk of this machine, for files that get their names later; it is gone afterwards. */
  stage<Result>(write: (folder: string) => Promise<Result>): Promise<Result>;
  /** Puts a finished file of that folder in its place. */
  adopt(file: string, path: string): Promise<void>;
}
