import { Context } from '@temporalio/activity';
import { finalFailure, passingFailure } from '../contract/failures.ts';
import { retryDelayMilliseconds } from '../models/backoff.ts';
import { ChatFailure } from '../models/chat-failure.ts';
import type { ChatModel, ChatReply, ChatRequest } from '../models/chat-model.ts';
import { whileHeartbeating } from './while-heartbeating.ts';

/** Makes one request and names its failure; when to try again is Temporal's to carry out. */
export async function callModel(chatModel: ChatModel, request: ChatRequest): Promise<ChatReply> {
  try {
    return await whileHeartbeating((cancellation) => chatModel.complete(request, cancellation));
  } catch (error) {
    if (!(error instanceof ChatFailure)) throw error;
    const { failure, retry } = error;
    if (retry === 'never') throw finalFailure(failure);
    throw passingFailure(failure, {
      afterMilliseconds: retryDelayMilliseconds(retry, Context.current().info.attempt, Math.random),
      benign: retry.benign ?? false,
    });
  }
}
