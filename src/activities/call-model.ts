import { Context, log } from '@temporalio/activity';
import { finalFailure, passingFailure } from '../contract/failures.ts';
import type { Answered } from '../contract/activities.ts';
import type { Ask } from '../answers/answer-path.ts';
import type { ProviderAnswers } from '../answers/provider-answers.ts';
import { retryDelayMilliseconds } from '../http/backoff.ts';
import { ChatFailure } from '../models/chat-failure.ts';
import type { ChatModel, ChatReply } from '../models/chat-model.ts';
import { recallAnswer } from './recall-answer.ts';
import { whileHeartbeating } from './while-heartbeating.ts';

/**
 * Makes one request, unless its answer is kept, and names its failure; when to try again is Temporal's to carry out. An
 * answer is kept before anything else is done with it.
 */
export async function callModel(
  chatModel: ChatModel,
  ask: Ask,
  answers: ProviderAnswers | undefined,
): Promise<Answered<ChatReply>> {
  try {
    return await whileHeartbeating(async (cancellation) => {
      const recalled = await recallAnswer(answers, ask);
      if (recalled) return recalled;
      const reply = await chatModel.complete(ask.request, cancellation);
      // A paid answer is worth more than its copy.
      await answers?.keep(ask, Context.current().info, reply).catch(sayUnwritten);
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

function sayUnwritten(error: unknown): void {
  log.warn('An answer could not be kept in RESPONSE_STORE', { why: (error as Error).message });
}
