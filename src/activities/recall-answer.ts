import { Context, log } from '@temporalio/activity';
import type { Answered } from '../contract/activities.ts';
import type { Ask } from '../answers/answer-path.ts';
import type { ProviderAnswers } from '../answers/provider-answers.ts';
import type { ChatReply } from '../models/chat-model.ts';

/** A kept answer, with whether another call was charged for it. One that cannot be read is told, and paid again. */
export async function recallAnswer(
  answers: ProviderAnswers | undefined,
  ask: Ask,
): Promise<Answered<ChatReply> | undefined> {
  const { info } = Context.current();
  try {
    const recalled = await answers?.recall(ask, info, info.attempt);
    return recalled && { ...recalled.reply, ...(recalled.reused ? { reused: true } : {}) };
  } catch (error) {
    log.warn('An answer in RESPONSE_STORE could not be read, so the call is made again', {
      why: (error as Error).message,
    });
    return undefined;
  }
}
