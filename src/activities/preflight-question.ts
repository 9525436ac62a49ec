import type { PreflightInput } from '../contract/activities.ts';
import { parseModelName } from '../contract/names.ts';
import { judgeReplyJsonSchema } from '../preference/judge-reply/judge-reply.schema.ts';
import type { Ask } from '../answers/answer-path.ts';

const ofGenerators = 'Reply with the word OK.';
const ofJudges =
  'Rate the texts "four" and "five" as answers to 2 + 2, in JSON: {"text_1": {"rationale": "...", "rating": 1}, ' +
  '"text_2": {"rationale": "...", "rating": 1}}';

/** The tiny question of a preflight, asked as the run will ask its own. */
export function preflightAsk({
  model,
  temperature,
  topP,
  maxTokens,
  systemMessage,
  judges,
  ...options
}: PreflightInput): Ask {
  const request = {
    model: parseModelName(model).modelId,
    messages: [
      ...(systemMessage ? [{ role: 'system' as const, content: 'You answer in few words.' }] : []),
      { role: 'user' as const, content: judges ? ofJudges : ofGenerators },
    ],
    maxTokens,
    temperature: temperature ?? undefined,
    topP,
    seed: 0,
    ...options,
    ...(judges
      ? { responseSchema: { name: 'ratings', schema: judgeReplyJsonSchema(2, 'overall-rating') } }
      : {}),
  };
  return { request, draw: 'preflight', reuses: false };
}
