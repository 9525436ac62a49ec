import type { CallMetrics, EndedCall } from './call-metrics.ts';
import { ChatFailure } from './chat-failure.ts';
import type { ChatModel } from './chat-model.ts';

/** The same model, with every call counted. */
export function meteredChatModel(chatModel: ChatModel, metrics: CallMetrics): ChatModel {
  return {
    ...chatModel,
    async complete(request, signal) {
      const end = metrics.begin(request.model);
      try {
        const reply = await chatModel.complete(request, signal);
        end({ outcome: 'answered', usage: reply.usage });
        return reply;
      } catch (error) {
        end(endOf(error, signal));
        throw error;
      }
    },
  };
}

function endOf(error: unknown, signal: AbortSignal): EndedCall {
  if (!(error instanceof ChatFailure)) {
    return signal.aborted ? { outcome: 'cancelled' } : { outcome: 'failed', reason: 'unexpected' };
  }
  const { failure, retry, facts } = error;
  const expected = retry !== 'never' && retry.benign === true;
  return { outcome: expected ? 'rate_limited' : 'failed', reason: failure.type, usage: facts.usage };
}
