import type { ChatMessage, ChatTokenizer } from './chat-tokenizer.ts';

/** What trainers make of a prompt and its completions, in tokens. */
export interface SequenceLengths {
  /** What the completions have in common with the prompt alone. */
  prompt: number;
  /** The prompt with each completion. */
  wholes: number[];
  /** The same with the tokens that begin and end a text, which ORPO's and CPO's trainers add where they are missing. */
  marked: { prompt: number; wholes: number[] };
}

/** After `tokenize_fn` of TRL's DPO and KTO trainers and `tokenize_row` of ORPO's, version 1.16. */
export function sequenceLengths(
  tokenizer: ChatTokenizer,
  prompt: readonly ChatMessage[],
  completions: readonly (readonly ChatMessage[])[],
  tools: unknown,
): SequenceLengths {
  const alone = tokenizer.chatIds(prompt, tools, true);
  const wholes = completions.map((completion) => tokenizer.chatIds([...prompt, ...completion], tools, false));
  const shared = Math.min(...wholes.map((whole) => commonLength(alone, whole)));
  const { beginning, ending } = tokenizer;
  const begun = beginning !== undefined && alone[0] !== beginning ? 1 : 0;
  const ended = (whole: number[]) => (ending !== undefined && whole.at(-1) !== ending ? 1 : 0);
  return {
    prompt: shared,
    wholes: wholes.map(({ length }) => length),
    marked: { prompt: shared + begun, wholes: wholes.map((whole) => whole.length + begun + ended(whole)) },
  };
}

function commonLength(one: readonly number[], other: readonly number[]): number {
  const end = one.findIndex((id, place) => id !== other[place]);
  return end === -1 ? one.length : end;
}
