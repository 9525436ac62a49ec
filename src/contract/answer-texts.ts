import type { Candidate } from '../preference/candidate.ts';
import { wholeAnswer } from '../preference/tool-texts.ts';
import { textBytes } from './text-size.ts';

/** Of UTF-8: near what tokenizers of today make of English, and within a third of it for most other scripts. */
const bytesInToken = 4;

/** What each candidate answered, calls of tools included; empty for one that was lost. */
export function answerTexts(candidates: readonly Pick<Candidate, 'text' | 'toolCalls'>[]): string[] {
  return candidates.map(({ text, toolCalls }) => (text === null ? '' : wholeAnswer({ text, toolCalls })));
}

/** The length of a text in tokens, where no tokenizer is named to count them. */
export function estimatedTokens(text: string): number {
  return Math.ceil(textBytes(text) / bytesInToken);
}
