/** Everything a candidate or a whole row can be lost to, without harm to other rows. */
export const lossReasons = [
  'Pair.Tie',
  'Pair.BelowMinMargin',
  'Pair.IdenticalTexts',
  'Pair.TooFewCandidates',
  'Pair.OneTier',
  'Pair.NotBetween',
  'Pair.Truncated',
  'Pair.TooShort',
  'Pair.LengthDifference',
  'Pair.Refusal',
  'Pair.AsAnAi',
  'Pair.Url',
  'Select.TooFewTurns',
  'Select.TooManyTurns',
  'Select.Duplicate',
  'Select.NearDuplicate',
  'Select.Language',
  'Select.Contaminated',
  'Select.Seen',
  'Dataset.RowInvalid',
  'Dataset.RowTooLarge',
  'Llm.RateLimited',
  'Llm.Unavailable',
  'Llm.Timeout',
  'Llm.BadRequest',
  'Llm.Refused',
  'Llm.Forbidden',
  'Llm.AnswerTooLarge',
  'Llm.ContextTooLong',
  'Judge.Unparseable',
] as const;

export type LossReason = (typeof lossReasons)[number];

export interface DropReason {
  reason: LossReason;
  /** One or two lines for the person who reads `dropped`. */
  detail: string;
}

export function isDropReason(value: object): value is DropReason {
  return 'reason' in value && 'detail' in value;
}
