import type { CallRecord } from './call-record.ts';
import type { Candidate } from './candidate.ts';
import type { TokenUsage } from './generation.ts';
import type { RowOf } from './feature.ts';

/** One call that was answered, whether or not anything came of it. Nothing in it tells which attempt it was. */
export const callFeatures = {
  step: 'string',
  /** `<provider>/<model id>`, as it was asked. */
  model: 'string',
  /** As the provider names it; empty where it names none. */
  reported_model: 'string',
  /** Places in the row: the one that was generated, or those the judge was shown, in that order. */
  candidates: { list: 'int64' },
  /** Empty for a generator's call, like `aspect`. */
  judge: 'string',
  aspect: 'string',
  /** Counted from 1: a judge whose reply could not be read is asked again. */
  ask: 'int64',
  request: 'string',
  answer: 'string',
  prompt_tokens: 'int64',
  completion_tokens: 'int64',
} as const;

export type CallColumns = RowOf<typeof callFeatures>;

/** A judge's answer to one ask. */
export interface JudgeCallMade {
  model: string;
  judge: string;
  aspect: string;
  /** Places of the candidates shown. */
  order: readonly number[];
  orderNumber: number;
  ask: number;
  record: CallRecord;
  usage: TokenUsage;
}

/** The calls behind a row: its candidates' in their order, then its judges' in the order of their configuration. */
export function callColumns(
  candidates: readonly Candidate[],
  judged: readonly JudgeCallMade[],
  jury: readonly { name: string; aspects: readonly { aspect: string }[] }[],
): CallColumns[] {
  const placeOf = ({ judge, aspect, orderNumber, ask }: JudgeCallMade): number[] => {
    const at = jury.findIndex(({ name }) => name === judge);
    const under = jury[at]?.aspects.findIndex((asked) => asked.aspect === aspect) ?? -1;
    return [at, under, orderNumber, ask];
  };
  const inOrder = judged
    .map((made) => ({ made, place: placeOf(made) }))
    .sort((first, second) => difference(first.place, second.place));
  return [
    ...candidates.flatMap(({ call, usage }, place) =>
      call ? [columnsOf('generate', call.model, call.record, usage, { candidates: [place] })] : [],
    ),
    ...inOrder.map(({ made: { model, judge, aspect, order, ask, record, usage } }) =>
      columnsOf('judge', model, record, usage, { candidates: [...order], judge, aspect, ask }),
    ),
  ];
}

function columnsOf(
  step: 'generate' | 'judge',
  model: string,
  { request, answer, model: reported = '' }: CallRecord,
  usage: TokenUsage,
  { candidates, judge = '', aspect = '', ask = 1 }: Partial<CallColumns>,
): CallColumns {
  return {
    step,
    model,
    reported_model: reported,
    candidates: candidates ?? [],
    judge,
    aspect,
    ask,
    request,
    answer,
    prompt_tokens: usage.promptTokens,
    completion_tokens: usage.completionTokens,
  };
}

/** Of the first numbers that differ. */
function difference(first: readonly number[], second: readonly number[]): number {
  const at = first.findIndex((number, place) => number !== second[place]);
  return at === -1 ? 0 : (first[at] ?? 0) - (second[at] ?? 0);
}
