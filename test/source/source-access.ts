import { join } from 'node:path';
import { DataDirectory } from '../../src/storage/data-directory.ts';
import type { HubAccess } from '../../src/http/hub-access.ts';
import type { SourceAccess } from '../../src/source/source-access.ts';

/** A worker's places in a folder of a test; the Hub is where nobody answers, unless the test starts one. */
export function sourceAccess(root: string, hub: Partial<HubAccess> = {}): SourceAccess {
  return {
    directory: new DataDirectory(root),
    hub: {
      endpoint: 'http://127.0.0.1:9',
      token: undefined,
      cacheDirectory: join(root, '.cache/huggingface/hub'),
      ...hub,
    },
    unpackedDirectory: join(root, '.cache/unpacked'),
  };
}
