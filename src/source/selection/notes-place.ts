import type { Storage } from '../../storage/storage.ts';

/** Where planning keeps what its next page must know: beside a run's parts, and gone with them. */
export type NotesPlace = Pick<Storage, 'write' | 'read'>;
