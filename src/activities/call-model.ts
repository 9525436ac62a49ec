import { Context, log } from '@temporalio/activity';
import { finalFailure, passingFailure, type Failure } from '../contract/failures.ts';
import type { Answered } from '../contract/activities.ts';
import { isToldOf } from '../contract/retried-calls.ts';
import { failedAttemptsSignal } from '../contract/steering.ts';
import type { Ask } from '../answers/answer-path.ts';
import type { ProviderAnswers } from '../answers/provider-answers.ts';
import { retryDelayMilliseconds } from '../http/backoff.ts';
import { ChatFailure } from '../models/chat-failure.ts';
import type { ChatModel, ChatReply } from '../models/chat-model.ts';
import { turnOfItsOwn } from './one-a-turn.ts';
import { recallAnswer } from './recall-answer.ts';
import { RetryNotices } from './retry-notices.ts';
import { whileHeartbeating } from './while-heartbeating.ts';

const longestSaid = 300;

/** One for all activities of this process, so that a shard gets one notice of them all. */
const notices = new RetryNotices();

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
      await turnOfItsOwn();
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
    const afterMilliseconds = retryDelayMilliseconds(retry, attempt, Math.random);
    tellShard(failure, afterMilliseconds);
    throw passingFailure(failure, {
      afterMilliseconds,
      benign: retry.benign ?? false,
    });
  }
}

/** Those who wait for the call see why, once it has failed a few times. */
function tellShard({ message }: Failure, afterMilliseconds: number): void {
  const { info, client } = Context.current();
  const { activityId, attempt, workflowExecution } = info;
  if (!workflowExecution || !isToldOf(attempt, afterMilliseconds)) return;
  const nextAt = new Date(Date.now() + afterMilliseconds).toISOString();
  notices.note(
    workflowExecution,
    { activityId, attempts: attempt, says: message.slice(0, longestSaid), nextAt },
    ({ workflowId, runId }, attempts) =>
      client.workflow.getHandle(workflowId, runId).signal(failedAttemptsSignal, attempts),
  );
}

function sayUnwritten(error: unknown): void {
  log.warn('An answer could not be kept in RESPONSE_STORE', { why: (error as Error).message });
}
