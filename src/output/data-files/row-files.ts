import type { StoredFile } from './staged-file.ts';

/** Rows on their way into the files of one config in one format. */
export interface RowFiles {
  add(row: object): Promise<void>;
  /** Ends the last file and gives every file its name; there is at least one, also without rows. */
  finish(): Promise<StoredFile[]>;
  discard(): Promise<void>;
}
