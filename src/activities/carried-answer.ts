import type { Generation } from '../preference/generation.ts';
import type { JudgeReply } from '../preference/judgement.ts';
import { cutThought } from '../preference/thoughts/cut-thought.ts';
import { wellFormed } from '../preference/well-formed.ts';
import type { Answered } from '../contract/activities.ts';
import { limits } from '../contract/limits.ts';
import { jsonBytes } from '../contract/text-size.ts';
import { generationHash } from '../answers/call-hashes.ts';
import type { ChatReply } from '../models/chat-model.ts';

/**
 * An answer as a payload can carry it, measured: a result above 2 MB would fail its activity, which would be paid for
 * again with each attempt. What is too large costs its candidate only, and its tokens are counted. `request` is the hash of
 * what was asked.
 */
export function carriedGeneration(reply: Answered<ChatReply>, request: string): Answered<Generation> {
  const { text, toolCalls, reasoning, finishReason, model, usage, reused } = reply;
  const bytes = jsonBytes(text) + (toolCalls ? jsonBytes(toolCalls) : 0);
  const isTooLarge = bytes > limits.candidateBytes;
  return {
    text: isTooLarge ? '' : text,
    ...(toolCalls && !isTooLarge ? { toolCalls } : {}),
    ...(reasoning === undefined
      ? {}
      : { reasoning: cutThought(reasoning, limits.reasoningBytes, jsonBytes) }),
    finishReason,
    usage,
    call: { request, answer: generationHash(text, toolCalls), ...(model === undefined ? {} : { model }) },
    ...(isTooLarge ? { tooLargeBytes: bytes } : {}),
    ...(reused ? { reused } : {}),
  };
}

/** The same for a judge's, whose rationales may spell in JSON what no text can hold. */
export function carriedJudgement(reply: Answered<JudgeReply>): Answered<JudgeReply> {
  const carried = wellFormed(reply);
  const bytes = jsonBytes(carried);
  if (bytes <= limits.judgementBytes) return carried;
  const detail = `its rationales have ${bytes} bytes, at most ${limits.judgementBytes} are taken`;
  return {
    kind: 'unparseable',
    detail,
    reply: '',
    usage: reply.usage,
    ...(reply.reused ? { reused: true } : {}),
  };
}
