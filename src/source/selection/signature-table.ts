import { signatureBytes, similarity } from './minhash.ts';

/** Each of four places: two conversations that overlap by 0.8 share one of sixteen bands in 9,998 of 10,000 cases. */
const bands = 16;
const bandBytes = 4;
const fewestEntries = 1_024;
/** Of conversations that share a band; a text that everyone begins with says nothing of the rest. */
const mostAlike = 64;

/** Signatures with their rows, found by bands (locality-sensitive hashing): 260 to 520 bytes each. */
export class SignatureTable {
  #rows = new Uint32Array(fewestEntries);
  #signatures = new Uint8Array(fewestEntries * signatureBytes);
  #count = 0;
  #slots = Array.from({ length: bands }, () => new Uint32Array(2 * fewestEntries));

  /** The first row that is as similar as asked; undefined where none is. */
  find(signature: Uint8Array, threshold: number): { row: number; similarity: number } | undefined {
    const looked = new Set<number>();
    let found: { entry: number; similarity: number } | undefined;
    for (let band = 0; band < bands; band += 1) {
      for (const entry of this.#sharing(band, signature)) {
        if (looked.has(entry)) continue;
        looked.add(entry);
        const alike = similarity(signature, this.#signatureOf(entry));
        if (alike >= threshold && (!found || entry < found.entry)) found = { entry, similarity: alike };
      }
    }
    return found && { row: this.#rows[found.entry] ?? 0, similarity: found.similarity };
  }

  add(signature: Uint8Array, row: number): void {
    if (this.#count === this.#rows.length) this.#grow();
    const entry = this.#count;
    this.#rows[entry] = row;
    this.#signatures.set(signature, entry * signatureBytes);
    this.#count += 1;
    for (let band = 0; band < bands; band += 1) this.#insert(band, entry);
  }

  #insert(band: number, entry: number): void {
    const slots = this.#slots[band] ?? new Uint32Array();
    const signature = this.#signatureOf(entry);
    let alike = 0;
    let slot = slotOf(signature, band, slots.length);
    while (slots[slot] !== 0) {
      if (sharesBand(band, signature, this.#signatureOf((slots[slot] ?? 1) - 1))) alike += 1;
      if (alike >= mostAlike) return;
      slot = (slot + 1) % slots.length;
    }
    slots[slot] = entry + 1;
  }

  *#sharing(band: number, signature: Uint8Array): Generator<number> {
    const slots = this.#slots[band] ?? new Uint32Array();
    for (
      let slot = slotOf(signature, band, slots.length);
      slots[slot] !== 0;
      slot = (slot + 1) % slots.length
    ) {
      const entry = (slots[slot] ?? 1) - 1;
      if (sharesBand(band, signature, this.#signatureOf(entry))) yield entry;
    }
  }

  #signatureOf(entry: number): Uint8Array {
    return this.#signatures.subarray(entry * signatureBytes, (entry + 1) * signatureBytes);
  }

  #grow(): void {
    const entries = 2 * this.#rows.length;
    const rows = new Uint32Array(entries);
    rows.set(this.#rows);
    this.#rows = rows;
    const signatures = new Uint8Array(entries * signatureBytes);
    signatures.set(this.#signatures);
    this.#signatures = signatures;
    this.#slots = this.#slots.map(() => new Uint32Array(2 * entries));
    for (let band = 0; band < bands; band += 1) {
      for (let entry = 0; entry < this.#count; entry += 1) this.#insert(band, entry);
    }
  }
}

function slotOf(signature: Uint8Array, band: number, slots: number): number {
  let key = 0;
  for (let at = band * bandBytes; at < (band + 1) * bandBytes; at += 1)
    key = (key << 8) | (signature[at] ?? 0);
  return (Math.imul(key, 0x9e3779b1) >>> 0) % slots;
}

function sharesBand(band: number, one: Uint8Array, other: Uint8Array): boolean {
  for (let at = band * bandBytes; at < (band + 1) * bandBytes; at += 1)
    if (one[at] !== other[at]) return false;
  return true;
}
