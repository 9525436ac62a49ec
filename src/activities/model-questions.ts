import type { GenerateInput, JudgeInput, ModelQuestion } from '../contract/activities.ts';
import { parseModelName } from '../contract/names.ts';
import { requestOptionsOf } from '../contract/request-options.ts';
import { judgeReplyJsonSchema } from '../preference/judge-reply/judge-reply.schema.ts';
import { withImages } from '../preference/message-images.ts';
import { repairPrompt } from '../preference/repair-prompt.ts';
import { judgePrompt } from '../preference/ultrafeedback-prompt.ts';
import type { Ask } from '../answers/answer-path.ts';
import type { ChatRequest } from '../models/chat-model.ts';

/** What a generator is asked, in a provider's words. */
export function generateAsk({
  generator: { model, temperature, ...settings },
  messages,
  tools,
  seed,
  draw,
  fresh,
}: GenerateInput): Ask {
  const request = {
    ...settings,
    temperature: temperature ?? undefined,
    model: parseModelName(model).modelId,
    messages,
    tools,
    seed,
  };
  return { request, draw, reuses: fresh !== true };
}

/** The same of a judge. */
export function judgeAsk(question: JudgeInput): Ask {
  return { request: judgeRequest(question), draw: question.draw, reuses: question.fresh !== true };
}

/** `<provider>/<model id>`, and what it is asked. */
export function askedOf(question: ModelQuestion): { model: string; ask: Ask } {
  return 'generate' in question
    ? { model: question.generate.generator.model, ask: generateAsk(question.generate) }
    : { model: question.judge.judge.model, ask: judgeAsk(question.judge) };
}

function judgeRequest({
  judge,
  aspect,
  instruction,
  texts,
  toolFence,
  reference,
  images,
  repair,
  seed,
}: JudgeInput): ChatRequest {
  const question = { aspect, instruction, texts, toolFence, reference };
  return {
    model: parseModelName(judge.model).modelId,
    messages: withImages(
      repair ? repairPrompt(question, repair.reply, repair.problem) : judgePrompt(question),
      images,
    ),
    maxTokens: judge.maxTokens,
    temperature: judge.temperature ?? undefined,
    ...requestOptionsOf(judge),
    seed,
    responseSchema: { name: 'ratings', schema: judgeReplyJsonSchema(texts.length, aspect) },
  };
}
