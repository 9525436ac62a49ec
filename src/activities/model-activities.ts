import { isRefusal } from '../preference/generation.ts';
import { judgeReplyJsonSchema } from '../preference/judge-reply.schema.ts';
import { parseJudgeReply } from '../preference/judge-reply.ts';
import { quotedReply, repairPrompt } from '../preference/repair-prompt.ts';
import { judgePrompt } from '../preference/ultrafeedback-prompt.ts';
import type { JudgeInput, ModelActivities } from '../contract/activities.ts';
import { parseModelName } from '../contract/names.ts';
import type { ChatModel, ChatRequest } from '../models/chat-model.ts';
import { callModel } from './call-model.ts';
import type { ResponseStore } from './response-store.ts';

/** The paid activities of one provider. */
export function modelActivities(chatModel: ChatModel, store?: ResponseStore): ModelActivities {
  return {
    async generate({ generator: { model, ...settings }, messages, tools, seed }) {
      const request = { ...settings, model: parseModelName(model).modelId, messages, tools, seed };
      return await callModel(chatModel, request, store);
    },

    async judge(question) {
      const { aspect, texts, judge } = question;
      const reply = await callModel(chatModel, judgeRequest(question), store);
      const { usage, text } = reply;
      if (isRefusal(reply)) return { kind: 'refused', detail: text.slice(0, 500), usage };
      const parsed =
        // What was still to come might have taken back what can be read.
        reply.finishReason === 'length'
          ? { problem: `the reply was cut off at maxTokens ${judge.maxTokens}` }
          : parseJudgeReply(text, texts.length, aspect);
      if (!('problem' in parsed)) return { kind: 'rated', ...parsed, usage };
      return { kind: 'unparseable', detail: parsed.problem, reply: quotedReply(text), usage };
    },
  };
}

function judgeRequest({
  judge,
  aspect,
  instruction,
  texts,
  toolFence,
  repair,
  seed,
}: JudgeInput): ChatRequest {
  const question = { aspect, instruction, texts, toolFence };
  return {
    model: parseModelName(judge.model).modelId,
    messages: repair ? repairPrompt(question, repair.reply, repair.problem) : judgePrompt(question),
    maxTokens: judge.maxTokens,
    temperature: judge.temperature ?? undefined,
    seed,
    responseSchema: { name: 'ratings', schema: judgeReplyJsonSchema(texts.length, aspect) },
  };
}
