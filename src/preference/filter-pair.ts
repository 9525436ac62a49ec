import type { Candidate } from './candidate.ts';
import type { DropReason } from './drop-reason.ts';
import { filterAndSide, type AskedFilter, type PairFilter } from './pair-filter-names.ts';
import { asAnAiIn, refusalIn, urlIn } from './unwanted-phrases.ts';

export interface PairFilters {
  filters: readonly AskedFilter[];
  /** The least length of either text, in characters without the white space around it. */
  minCharacters: number;
  maxLengthDifference?: LengthDifference | undefined;
}

/** The most by which one text of a pair may be longer than the other, in tokens or by its multiple. */
export type LengthDifference = { tokens: number } | { ratio: number };

export interface PairTexts {
  chosen: FilteredText;
  rejected: FilteredText;
}

export interface FilteredText {
  text: string;
  finishReason: Candidate['finishReason'];
  /** In tokens; only looked at where lengths are compared. */
  length?: number | undefined;
}

/**
 * Why a pair is not wanted, null for one that is. Texts that differ in line ends and trailing space alone are no
 * pair under any filters.
 */
export function filterPair(
  pair: PairTexts,
  { filters, minCharacters, maxLengthDifference }: PairFilters,
): DropReason | null {
  const { chosen, rejected } = pair;
  if (normalised(chosen.text) === normalised(rejected.text)) {
    return { reason: 'Pair.IdenticalTexts', detail: 'the chosen and the rejected text are the same' };
  }
  for (const asked of filters) {
    const { filter, of } = filterAndSide(asked);
    for (const { side, ...text } of sides(pair)) {
      const unwanted = of === 'either' || of === side ? unwantedIn[filter](text) : null;
      if (unwanted) return { reason: unwanted.reason, detail: `the ${side} text ${unwanted.what}` };
    }
  }
  const uneven = maxLengthDifference && unevenLengths(pair, maxLengthDifference);
  if (uneven) return uneven;
  const [short] = sides(pair).filter(({ text }) => lengthOf(text) < minCharacters);
  if (!short) return null;
  return {
    reason: 'Pair.TooShort',
    detail: `the ${short.side} text has ${lengthOf(short.text)} characters, pairing.minCharacters is ${minCharacters}`,
  };
}

/** `lengths at most 100 tokens apart`. */
export function lengthDifferenceLabel(most: LengthDifference): string {
  return 'tokens' in most
    ? `lengths at most ${most.tokens} tokens apart`
    : `lengths at most ${most.ratio} to 1`;
}

function unevenLengths(
  { chosen: { length: chosen = 0 }, rejected: { length: rejected = 0 } }: PairTexts,
  most: LengthDifference,
): DropReason | null {
  const [longer, shorter] = [Math.max(chosen, rejected), Math.min(chosen, rejected)];
  const isEven = 'tokens' in most ? longer - shorter <= most.tokens : longer <= shorter * most.ratio;
  if (isEven) return null;
  const allowed = 'tokens' in most ? `${most.tokens} tokens more` : `${most.ratio} times as many`;
  return {
    reason: 'Pair.LengthDifference',
    detail: `the chosen text has ${chosen} tokens, the rejected ${rejected}; pairing.maxLengthDifference allows ${allowed}`,
  };
}

const unwantedIn: Record<
  PairFilter,
  (text: FilteredText) => (Omit<DropReason, 'detail'> & { what: string }) | null
> = {
  refusals: ({ text }) => saidBy('Pair.Refusal', 'declines', refusalIn(text)),
  'as-an-ai': ({ text }) => saidBy('Pair.AsAnAi', 'speaks as an AI', asAnAiIn(text)),
  urls: ({ text }) => saidBy('Pair.Url', 'gives a web address', urlIn(text)),
  truncated: ({ finishReason }) =>
    finishReason === 'length'
      ? { reason: 'Pair.Truncated', what: "was cut off at its generator's maxTokens" }
      : null,
};

function saidBy(reason: DropReason['reason'], what: string, words: string | undefined) {
  return words === undefined
    ? null
    : { reason, what: `${what}: "${Array.from(words).slice(0, 80).join('')}"` };
}

function sides({ chosen, rejected }: PairTexts) {
  return [
    { side: 'chosen', ...chosen },
    { side: 'rejected', ...rejected },
  ];
}

function lengthOf(text: string): number {
  return Array.from(text.trim()).length;
}

/** Inner white space and case stay: in code they may be the whole difference. */
function normalised(text: string): string {
  const lines = text
    .normalize('NFC')
    .trim()
    .split(/\r\n?|\n/);
  return lines.map((line) => line.trimEnd()).join('\n');
}
