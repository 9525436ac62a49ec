import { Context, log } from '@temporalio/activity';
import { finalFailure, passingFailure } from '../contract/failures.ts';
import { retryDelayMilliseconds } from '../http/backoff.ts';
import { ChatFailure } from '../models/chat-failure.ts';
import type { ChatModel, ChatReply, ChatRequest } from '../models/chat-model.ts';
import type { ResponseStore } from './response-store.ts';
import { whileHeartbeating } from './while-heartbeating.ts';

/**
 * Makes one request, unless an earlier attempt's answer is in the store, and names its failure; when to try again is
 * Temporal's to carry out.
 */
export async function callModel(
  chatModel: ChatModel,
  request: ChatRequest,
  store: ResponseStore | undefined,
): Promise<ChatReply> {
  try {
    return await whileHeartbeating(async (cancellation) => {
      const { info } = Context.current();
      const stored = info.attempt > 1 ? await store?.find(info).catch(sayUnreadable) : undefined;
      if (stored) return stored;
      const reply = await chatModel.complete(request, cancellation);
      // A paid answer is worth more than its copy.
      await store?.keep(info, reply).catch(sayUnwritten);
      return reply;
    });
  } catch (error) {
    if (!(error instanceof ChatFailure)) throw error;
    const { failure, retry, facts } = error;
    const { attempt } = Context.current().info;
    if (retry === 'never' || attempt >= (retry.tries ?? Infinity)) throw finalFailure(failure, [facts]);
    throw passingFailure(failure, {
      afterMilliseconds: retryDelayMilliseconds(retry, attempt, Math.random),
      benign: retry.benign ?? false,
    });
  }
}

function sayUnreadable(error: unknown): undefined {
  log.warn('An answer in RESPONSE_STORE could not be read, so the call is made again', {
    why: (error as Error).message,
  });
}

function sayUnwritten(error: unknown): void {
  log.warn('An answer could not be kept in RESPONSE_STORE', { why: (error as Error).message });
}
