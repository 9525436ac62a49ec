import { join } from 'node:path';
import type { HubAccess } from '../http/hub-access.ts';
import { DataDirectory } from '../storage/data-directory.ts';
import type { SourceAccess } from './source-access.ts';

export interface SourcePlaces {
  dataDirectory: string;
  hub: HubAccess;
  cacheDirectory: string;
}

/** What a process with these places may read, and where it puts what it has fetched or unpacked. */
export function openSourceAccess({ dataDirectory, hub, cacheDirectory }: SourcePlaces): SourceAccess {
  return {
    directory: new DataDirectory(dataDirectory),
    hub,
    unpackedDirectory: join(cacheDirectory, 'unpacked'),
  };
}
