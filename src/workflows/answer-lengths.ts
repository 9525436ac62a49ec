import { answerTexts, estimatedTokens } from '../contract/answer-texts.ts';
import type { Candidate } from '../preference/candidate.ts';
import { tokenActivities } from './activity-proxies.ts';

/** The length of each candidate's answer in tokens: counted where the run names a tokenizer, else estimated from its bytes. */
export async function answerLengths(
  candidates: readonly Candidate[],
  tokenizer: string | undefined,
): Promise<number[]> {
  const texts = answerTexts(candidates);
  if (tokenizer === undefined) return texts.map(estimatedTokens);
  return await tokenActivities.countTokens({ tokenizer, texts });
}
