import { ChatFailure } from './chat-failure.ts';
import type { ChatModel } from './chat-model.ts';

const betweenNotices = 60_000;

/** The same model; `say` is told of its rate limits, at most once a minute, with how many there were since. */
export function withRateLimitNotice(
  chatModel: ChatModel,
  say: (limited: number) => void,
  now: () => number = Date.now,
): ChatModel {
  let limited = 0;
  let saidAt = -Infinity;
  return {
    ...chatModel,
    async complete(request, signal) {
      try {
        return await chatModel.complete(request, signal);
      } catch (error) {
        if (error instanceof ChatFailure && error.failure.type === 'Llm.RateLimited') {
          limited += 1;
          if (now() - saidAt >= betweenNotices) {
            say(limited);
            limited = 0;
            saidAt = now();
          }
        }
        throw error;
      }
    },
  };
}
