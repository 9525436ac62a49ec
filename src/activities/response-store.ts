import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Info } from '@temporalio/activity';
import { writeWholeFile } from '../storage/write-file.ts';
import type { ChatReply } from '../models/chat-model.ts';
import { storedReplySchema } from './stored-reply.schema.ts';

/** What tells a call from every other: all its attempts share it. */
export type CallPlace = Pick<Info, 'namespace' | 'workflowExecution' | 'activityId'>;

/** Answers nobody came back for, as after a run that was terminated. */
const keptMilliseconds = 7 * 24 * 3_600 * 1_000;

/**
 * Keeps paid answers in a folder from the moment they arrive until their shard has recorded and written them, so that
 * an attempt after a crash finds what an earlier one was charged for. Answers only: never a key, never a prompt.
 */
export class ResponseStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = resolve(folder);
  }

  /** What an earlier attempt was answered; undefined where there is none, or none that can be read. */
  async find(place: CallPlace): Promise<ChatReply | undefined> {
    let text: string;
    try {
      text = await readFile(this.#fileOf(place), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    return storedReplySchema.parse(JSON.parse(text));
  }

  /** Written whole, and on the disk, before it is reported. */
  async keep(place: CallPlace, reply: ChatReply): Promise<void> {
    await writeWholeFile(this.#fileOf(place), [JSON.stringify(reply)]);
  }

  /** Lets go of a workflow's answers, once its history has them all. */
  async forget(place: Omit<CallPlace, 'activityId'>): Promise<void> {
    await rm(this.#folderOf(place), { recursive: true, force: true });
  }

  /** Lets go of what is older than a week. */
  async clean(now: Date = new Date()): Promise<void> {
    const names = await readdir(this.#folder).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    });
    for (const name of names.filter(isOurs)) {
      const path = join(this.#folder, name);
      const { mtimeMs } = await stat(path);
      if (now.getTime() - mtimeMs > keptMilliseconds) await rm(path, { recursive: true, force: true });
    }
  }

  #fileOf(place: CallPlace): string {
    return join(this.#folderOf(place), `${encodeURIComponent(place.activityId)}.json`);
  }

  /** One for each execution of a workflow. */
  #folderOf({ namespace, workflowExecution }: Omit<CallPlace, 'activityId'>): string {
    const { workflowId, runId } = workflowExecution ?? { workflowId: '', runId: '' };
    const key = JSON.stringify([namespace, workflowId, runId]);
    return join(this.#folder, createHash('sha256').update(key).digest('hex'));
  }
}

function isOurs(name: string): boolean {
  return /^[0-9a-f]{64}$/.test(name);
}
