import { judgeReplyJsonSchema, parseJudgeReply } from '../preference/judge-reply.schema.ts';
import { isRefusal } from '../preference/generation.ts';
import { judgePrompt } from '../preference/ultrafeedback-prompt.ts';
import type { ModelActivities } from '../contract/activities.ts';
import { parseModelName } from '../contract/names.ts';
import type { ChatModel } from '../models/chat-model.ts';
import { callModel } from './call-model.ts';

/** The paid activities of one provider. */
export function modelActivities(chatModel: ChatModel): ModelActivities {
  return {
    async generate({ generator: { model, ...settings }, messages, seed }) {
      return await callModel(chatModel, {
        ...settings,
        model: parseModelName(model).modelId,
        messages,
        seed,
      });
    },

    async judge({ judge: { model, temperature, maxTokens }, aspect, instruction, texts, seed }) {
      const reply = await callModel(chatModel, {
        model: parseModelName(model).modelId,
        messages: judgePrompt({ aspect, instruction, texts }),
        maxTokens,
        temperature: temperature ?? undefined,
        seed,
        responseSchema: { name: 'ratings', schema: judgeReplyJsonSchema(texts.length) },
      });
      const { usage, text } = reply;
      if (isRefusal(reply)) return { kind: 'refused', detail: text.slice(0, 500), usage };
      const parsed = parseJudgeReply(text, texts.length);
      if (!('problem' in parsed)) return { kind: 'rated', ...parsed, usage };
      const cutOff = reply.finishReason === 'length' ? `, cut off at maxTokens ${maxTokens}` : '';
      return { kind: 'unparseable', detail: `${parsed.problem}${cutOff}`, usage };
    },
  };
}
