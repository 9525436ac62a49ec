import type { DataDirectory } from '../storage/data-directory.ts';
import type { HubAccess } from '../http/hub-access.ts';

/** Where a worker may read sources, and where it may put what it has fetched or unpacked. */
export interface SourceAccess {
  directory: DataDirectory;
  hub: HubAccess;
  /** For files unpacked from what cannot be read by ranges. */
  unpackedDirectory: string;
}
