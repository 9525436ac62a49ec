import { join } from 'node:path';
import { localFolder } from '../../src/storage/local-folder.ts';
import { scratchFolders } from './scratch-folder.ts';
import { describeStorage } from './storage-contract.ts';

const scratchFolder = scratchFolders();

describeStorage(async () => localFolder(join(await scratchFolder(), 'out/letters')));
