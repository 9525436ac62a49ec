import type { DataDirectory } from '../data-directory.ts';
import type { HubAccess } from '../hub/hub-access.ts';

/** Where a worker may read sources, and where it may put what it has fetched or unpacked. */
export interface SourceAccess {
  directory: DataDirectory;
  hub: HubAccess;
  /** For files unpacked from what cannot be read by ranges. */
  unpackedDirectory: string;
}
