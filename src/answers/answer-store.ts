import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { Storage } from '../storage/storage.ts';
import { keptAnswerSchema, type KeptAnswer } from './kept-answer.schema.ts';

/** An entry that is not what was written: torn by a loss of power, or changed since. */
export class DamagedAnswer extends Error {}

/**
 * Paid answers by the path of what determines them. An entry is its checksum, a line break, and the answer as JSON; it
 * is there whole or not at all, and of two writers at once the last one wins. Holds texts, never a key.
 */
export class AnswerStore {
  readonly storage: Storage;

  constructor(storage: Storage) {
    this.storage = storage;
  }

  async has(path: string): Promise<boolean> {
    return (await this.storage.size(path)) !== undefined;
  }

  /** Undefined where there is none; rejects with {@link DamagedAnswer} for one that cannot be trusted. */
  async find(path: string): Promise<KeptAnswer | undefined> {
    if (!(await this.has(path))) return undefined;
    const entry = await text(this.storage.read(path));
    const end = entry.indexOf('\n');
    const json = entry.slice(end + 1);
    if (end < 0 || entry.slice(0, end) !== checksum(json)) {
      throw new DamagedAnswer(`"${path}" does not have the checksum it was kept with`);
    }
    const parsed = keptAnswerSchema.safeParse(JSON.parse(json));
    if (!parsed.success) throw new DamagedAnswer(`"${path}" is not in the form this build reads`);
    return parsed.data;
  }

  /** Returns how many bytes were written. */
  async keep(path: string, answer: KeptAnswer): Promise<number> {
    const json = JSON.stringify(answer);
    const entry = Buffer.from(`${checksum(json)}\n${json}`);
    await this.storage.write(path, [entry]);
    return entry.length;
  }
}

function checksum(json: string): string {
  return createHash('sha256').update(json).digest('hex');
}
