import { isRefusal } from '../preference/generation.ts';
import type { ChatReply, Wire } from '../models/chat-model.ts';
import { callDigest, modelFolder, ownPath, sharedPath, type Ask, type CallPlace } from './answer-path.ts';
import type { AnswerBound } from './answer-bound.ts';
import type { AnswerStore } from './answer-store.ts';
import { requestHash } from './call-hashes.ts';

export interface RecalledReply {
  reply: ChatReply;
  /** Whether another call was charged for it; false for an attempt that finds what an earlier one paid. */
  reused: boolean;
}

/** The kept answers of one provider's models. */
export class ProviderAnswers {
  readonly #store: AnswerStore;
  readonly #bound: Pick<AnswerBound, 'count'>;
  readonly #provider: string;
  readonly #wire: Wire;

  constructor(store: AnswerStore, bound: Pick<AnswerBound, 'count'>, provider: string, wire: Wire) {
    this.#store = store;
    this.#bound = bound;
    this.#provider = provider;
    this.#wire = wire;
  }

  /** See {@link requestHash}. */
  hashOf({ request }: Pick<Ask, 'request'>): string {
    return requestHash(this.#wire, request);
  }

  /** Whether anything at all is kept of a model, so that nobody looks for single answers in vain. */
  async hasAnyOf(modelId: string): Promise<boolean> {
    for await (const _file of this.#store.storage.list(modelFolder(this.#wire, modelId))) return true;
    return false;
  }

  async has(ask: Ask): Promise<boolean> {
    return await this.#store.has(sharedPath(this.#wire, ask));
  }

  /** What was answered before: to anyone, where the ask reuses, and to an earlier attempt of the same call. */
  async recall(ask: Ask, place: CallPlace, attempt: number): Promise<RecalledReply | undefined> {
    const kept =
      (ask.reuses ? await this.#store.find(sharedPath(this.#wire, ask)) : undefined) ??
      (attempt > 1 ? await this.#store.find(ownPath(this.#wire, ask, place)) : undefined);
    return kept && { reply: kept.reply, reused: kept.paidBy !== callDigest(place) };
  }

  /**
   * A refusal, and a fresh sample, are this call's alone: its next attempt finds them. A fresh sample also takes the place
   * of the answer that later runs reuse.
   */
  async keep(ask: Ask, place: CallPlace, reply: ChatReply): Promise<void> {
    const paths = [
      ...(ask.reuses && !isDeclined(reply) ? [] : [ownPath(this.#wire, ask, place)]),
      ...(isDeclined(reply) ? [] : [sharedPath(this.#wire, ask)]),
    ];
    const answer = { model: `${this.#provider}/${ask.request.model}`, paidBy: callDigest(place), reply };
    for (const path of paths) this.#bound.count(await this.#store.keep(path, answer));
  }
}

/** The model's own word; what the provider's filter cut is an answer of this request, and would be again. */
function isDeclined(reply: ChatReply): boolean {
  return isRefusal(reply) && reply.finishReason !== 'content_filter';
}
