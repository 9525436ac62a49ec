import type { ConversationHash } from './conversation-hash.ts';

const wordsPerEntry = 3;
const fewestSlots = 1_024;

/** Conversations by their hashes, each with the row that had it first: 24 bytes each, at most 48. */
export class ConversationTable {
  /** High half, low half and row of each slot; both halves 0 where it is free. */
  #slots = new Uint32Array(fewestSlots * wordsPerEntry);
  #count = 0;

  /** The row that has the conversation; undefined where none has. */
  rowOf(hash: ConversationHash): number | undefined {
    const at = this.#find(hash);
    return this.#isFree(at) ? undefined : this.#slots[at + 2];
  }

  /** Notes a conversation, unless it is there already: the first row stays. */
  add({ high, low }: ConversationHash, row: number): void {
    if (2 * (this.#count + 1) > this.#slots.length / wordsPerEntry) this.#grow();
    const at = this.#find({ high, low });
    if (!this.#isFree(at)) return;
    this.#slots.set([high, low === 0 && high === 0 ? 1 : low, row], at);
    this.#count += 1;
  }

  #find({ high, low }: ConversationHash): number {
    const wanted = low === 0 && high === 0 ? 1 : low;
    const slots = this.#slots.length / wordsPerEntry;
    let slot = wanted % slots;
    for (;;) {
      const at = slot * wordsPerEntry;
      if (this.#isFree(at) || (this.#slots[at] === high && this.#slots[at + 1] === wanted)) return at;
      slot = (slot + 1) % slots;
    }
  }

  #isFree(at: number): boolean {
    return this.#slots[at] === 0 && this.#slots[at + 1] === 0;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(before.length * 2);
    this.#count = 0;
    for (let at = 0; at < before.length; at += wordsPerEntry) {
      const [high = 0, low = 0, row = 0] = before.subarray(at, at + wordsPerEntry);
      if (high !== 0 || low !== 0) this.add({ high, low }, row);
    }
  }
}
