import { isRefusal } from '../preference/generation.ts';
import { parseJudgeReply } from '../preference/judge-reply/parse-judge-reply.ts';
import type { JudgeReply } from '../preference/judgement.ts';
import { quotedReply } from '../preference/repair-prompt.ts';
import type { Answered, JudgeInput, ModelActivities } from '../contract/activities.ts';
import type { Ask } from '../answers/answer-path.ts';
import { generationHash, requestHash, verdictsHash } from '../answers/call-hashes.ts';
import type { ProviderAnswers } from '../answers/provider-answers.ts';
import type { ChatModel, ChatReply } from '../models/chat-model.ts';
import { carriedGeneration, carriedJudgement } from './carried-answer.ts';
import { callModel } from './call-model.ts';
import { generateAsk, judgeAsk } from './model-questions.ts';
import { preflightAsk } from './preflight-question.ts';

/** The paid activities of one provider. */
export function modelActivities(chatModel: ChatModel, answers?: ProviderAnswers): ModelActivities {
  const hashOf = ({ request }: Ask) => requestHash(chatModel.wire, request);
  return {
    generate: async (input) => {
      const ask = generateAsk(input);
      return carriedGeneration(await callModel(chatModel, ask, answers), hashOf(ask));
    },
    preflight: async (asked) => {
      const { usage } = await callModel(chatModel, preflightAsk(asked), undefined);
      return { usage };
    },
    judge: async (question) => {
      const ask = judgeAsk(question);
      return readJudge(question, await callModel(chatModel, ask, answers), hashOf(ask));
    },
  };
}

/** What a judge's reply says, or what keeps it from being read; `request` is the hash of what it was asked. */
export function readJudge(
  question: JudgeInput,
  reply: Answered<ChatReply>,
  request: string,
): Answered<JudgeReply> {
  const read = carriedJudgement(readReply(question, reply));
  const answer = read.kind === 'rated' ? verdictsHash(read) : generationHash(reply.text);
  const { model } = reply;
  return { ...read, call: { request, answer, ...(model === undefined ? {} : { model }) } };
}

function readReply({ aspect, texts, judge }: JudgeInput, reply: Answered<ChatReply>): Answered<JudgeReply> {
  const { text, usage, reused } = reply;
  const paid = { usage, ...(reused ? { reused } : {}) };
  if (isRefusal(reply)) return { kind: 'refused', detail: text.slice(0, 500), ...paid };
  const parsed =
    // What was still to come might have taken back what can be read.
    reply.finishReason === 'length'
      ? { problem: `the reply was cut off at maxTokens ${judge.maxTokens}` }
      : parseJudgeReply(text, texts.length, aspect);
  if (!('problem' in parsed)) return { kind: 'rated', ...parsed, ...paid };
  return { kind: 'unparseable', detail: parsed.problem, reply: quotedReply(text), ...paid };
}
