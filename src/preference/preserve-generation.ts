import type { Candidate } from './candidate.ts';
import type { ToolCall } from './conversation.schema.ts';

/** Step PreserveGeneration: the original response competes under its own model name. */
export function preserveGeneration(
  name: string,
  originalResponse: string | undefined,
  originalCalls?: ToolCall[],
  originalReasoning?: string,
): Candidate {
  return {
    model: name,
    text: originalResponse ?? null,
    ...(originalCalls ? { toolCalls: originalCalls } : {}),
    ...(originalReasoning === undefined ? {} : { reasoning: originalReasoning }),
    finishReason: originalResponse === undefined ? 'failed' : 'original',
    usage: { promptTokens: 0, completionTokens: 0 },
    loss:
      originalResponse === undefined
        ? {
            reason: 'Dataset.RowInvalid',
            detail: 'the conversation ends with the user: no original response',
          }
        : null,
  };
}
