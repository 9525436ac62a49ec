import type { Message } from '../../preference/conversation.schema.ts';
import { finalFailure } from '../../contract/failures.ts';
import type { RepeatedRow, RunSettings } from '../../contract/run.ts';
import { partsFolderName } from '../../dataset/folder.ts';
import { conversationHash, promptHash } from './conversation-hash.ts';
import { ConversationTable } from './conversation-table.ts';
import { HashList, readHashes } from './hash-file.ts';
import { signatureOf } from './minhash.ts';
import { SignatureList, readSignatures } from './signature-file.ts';
import { SignatureTable } from './signature-table.ts';
import type { NotesPlace } from './notes-place.ts';

/** Looks for each row among the conversations before it and those of an earlier dataset. */
export interface SeenConversations {
  /** The row that has the conversation already, or how to note that this one does. */
  lookUp: (messages: readonly Message[], row: number) => RepeatedRow | NewConversation;
  /** Keeps what this page of planning has noted, for the pages after it. Again writes the same. */
  keep: (notes: NotesPlace, page: number) => Promise<void>;
}

/** To be noted once its row has a place in a shard. */
export interface NewConversation {
  note: () => void;
}

const earlierPath = `${partsFolderName}/not-in.hashes`;

type Rows = Pick<RunSettings, 'rows'>['rows'];

/** For the first page: nothing is kept yet, and `earlier` is the earlier dataset that rows must not be in. */
export function seenSoFar(
  { duplicates }: Rows,
  earlier: EarlierPrompts | undefined,
): SeenConversations | undefined {
  if (duplicates === 'keep' && !earlier) return undefined;
  return seenConversations(
    duplicates,
    { exact: new ConversationTable(), near: new SignatureTable() },
    earlier,
  );
}

/** For a later page, from what those before it have kept beside the run's parts. */
export async function readSeen(
  notes: NotesPlace,
  { duplicates, notIn }: Rows,
  page: number,
): Promise<SeenConversations | undefined> {
  if (duplicates === 'keep' && !notIn) return undefined;
  try {
    const table = new ConversationTable();
    const near = new SignatureTable();
    const pages = duplicates === 'keep' ? 0 : page;
    for (let before = 0; before < pages; before += 1) {
      await readHashes(notes.read(pagePath(before)), table);
      if (thresholdOf(duplicates) !== undefined)
        await readSignatures(notes.read(signaturesPath(before)), near);
    }
    const earlier = notIn ? new EarlierPrompts() : undefined;
    if (earlier) await readHashes(notes.read(earlierPath), earlier.table);
    return seenConversations(duplicates, { exact: table, near }, earlier);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw finalFailure({
      type: 'Dataset.WriteFailed',
      message: `what planning had noted in "${partsFolderName}" of the output folder is gone: put it back, then resume the run`,
    });
  }
}

/** The prompts of an earlier dataset. */
export class EarlierPrompts {
  readonly table = new ConversationTable();
  readonly #list = new HashList();

  add(messages: readonly Message[]): void {
    const hash = promptHash(messages);
    this.table.add(hash, 0);
    this.#list.add(hash, 0);
  }

  async keep(notes: NotesPlace): Promise<void> {
    await notes.write(earlierPath, this.#list.chunks());
  }
}

function seenConversations(
  duplicates: Rows['duplicates'],
  { exact: table, near }: { exact: ConversationTable; near: SignatureTable },
  earlier: EarlierPrompts | undefined,
): SeenConversations {
  const added = new HashList();
  const addedNear = new SignatureList();
  const threshold = thresholdOf(duplicates);
  return {
    lookUp(messages, row) {
      if (earlier?.table.rowOf(promptHash(messages)) !== undefined) return { row, sameAs: null };
      if (duplicates === 'keep') return { note: () => undefined };
      const hash = conversationHash(messages);
      const sameAs = table.rowOf(hash);
      if (sameAs !== undefined) return { row, sameAs };
      const signature = threshold === undefined ? null : signatureOf(messages);
      const alike = signature && threshold !== undefined ? near.find(signature, threshold) : undefined;
      if (alike) return { row, sameAs: alike.row, similarity: alike.similarity };
      return {
        note() {
          table.add(hash, row);
          added.add(hash, row);
          if (!signature) return;
          near.add(signature, row);
          addedNear.add(signature, row);
        },
      };
    },
    async keep(notes, page) {
      if (duplicates !== 'keep') await notes.write(pagePath(page), added.chunks());
      if (threshold !== undefined) await notes.write(signaturesPath(page), addedNear.chunks());
      if (page === 0) await earlier?.keep(notes);
    },
  };
}

function thresholdOf(duplicates: Rows['duplicates']): number | undefined {
  return typeof duplicates === 'object' ? duplicates.minhash : undefined;
}

function signaturesPath(page: number): string {
  return `${partsFolderName}/conversations-${String(page).padStart(5, '0')}.signatures`;
}

function pagePath(page: number): string {
  return `${partsFolderName}/conversations-${String(page).padStart(5, '0')}.hashes`;
}
