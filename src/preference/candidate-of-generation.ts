import type { Candidate } from './candidate.ts';
import type { DropReason } from './drop-reason.ts';
import { isRefusal, type Generation } from './generation.ts';

/** A model's answer as a candidate; a refusal, or an answer that holds no text, is a candidate without text. */
export function candidateOfGeneration(model: string, generation: Generation, maxTokens?: number): Candidate {
  const loss = lossOf(generation, maxTokens);
  const { toolCalls, reasoning, finishReason, usage } = generation;
  return {
    model,
    text: loss ? null : generation.text,
    ...(toolCalls && !loss ? { toolCalls } : {}),
    ...(reasoning === undefined ? {} : { reasoning }),
    finishReason,
    usage,
    loss,
  };
}

/** A call that failed for good, as a candidate without text. */
export function candidateOfLoss(model: string, loss: DropReason): Candidate {
  return { model, text: null, finishReason: 'failed', usage: { promptTokens: 0, completionTokens: 0 }, loss };
}

function lossOf(generation: Generation, maxTokens: number | undefined): DropReason | null {
  const { text, finishReason, tooLargeBytes } = generation;
  if (isRefusal(generation)) {
    return { reason: 'Llm.Refused', detail: `declined to answer (${finishReason})` };
  }
  if (tooLargeBytes !== undefined) {
    return {
      reason: 'Llm.AnswerTooLarge',
      detail: `gave an answer of ${tooLargeBytes} bytes, too large to be carried`,
    };
  }
  if (text.trim() === '' && !generation.toolCalls)
    return { reason: 'Llm.BadRequest', detail: whyEmpty(generation, maxTokens) };
  return null;
}

/** Some servers tell what was thought, others only how much. */
function whyEmpty({ reasoning, finishReason, usage }: Generation, maxTokens: number | undefined): string {
  if (finishReason === 'tool_calls') return 'called a tool instead of giving an answer';
  const thought = reasoning !== undefined || Boolean(usage.reasoningTokens);
  if (finishReason !== 'length')
    return thought ? 'gave nothing but a thought, and no answer after it' : 'gave an empty answer';
  const bound = maxTokens === undefined ? 'maxTokens' : `maxTokens ${maxTokens}`;
  const when = thought
    ? 'while it thought'
    : 'before it wrote a text, as happens to models that think unseen';
  return `${bound} cut it off ${when}: raise maxTokens, or have it think less`;
}
