import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { LossReason } from '../preference/drop-reason.ts';
import type { TokenUsage } from '../preference/generation.ts';

/**
 * Every failure this application names, as it stands in `ApplicationFailure.type`, in `dropped.reason` where it
 * cost a row, and in what the Temporal UI shows. Nothing else throws an ApplicationFailure.
 */
export const failureTypes = [
  'InvalidInput',
  'Dataset.RowInvalid',
  'Dataset.RowTooLarge',
  'Dataset.OutputExists',
  'Dataset.SourceChanged',
  'Dataset.WriteFailed',
  'Dataset.PushFailed',
  'Hub.Unavailable',
  'Llm.RateLimited',
  'Llm.Unavailable',
  'Llm.Timeout',
  'Llm.BadRequest',
  'Llm.Refused',
  'Llm.AnswerTooLarge',
  'Llm.Unauthorized',
  'Llm.Forbidden',
  'Llm.ModelUnusable',
  'Llm.QuotaExceeded',
  'Llm.ContextTooLong',
  'Judge.Unparseable',
  'Budget.Exceeded',
  'Run.TooManyFailedRows',
  'Run.NoPairs',
  'Run.Unexpected',
] as const;

export type FailureType = (typeof failureTypes)[number];

/** What went wrong in words for the person who reads it: what, where, and what to do. */
export interface Failure {
  type: FailureType;
  message: string;
}

/** What a failed model call says beyond its type, as far as it says it; the first of the failure's details. */
export interface FailureFacts {
  /** When the limit that was met lets calls through again, in milliseconds since 1970. */
  resetsAt?: number;
  /** What the same words cost where the model's provider has answered in this run: a candidate, for this reason. */
  onceAnswered?: LossReason;
  /** The model takes no system message: a fault of the row's where the row brought one, else of the model's settings. */
  noSystemRole?: true;
  /** What its provider counted for a reply that could not be read: paid, though it gave nothing. */
  usage?: TokenUsage;
}

/** A failure that trying again cannot mend. */
export function finalFailure({ type, message }: Failure, details: unknown[] = []): ApplicationFailure {
  return ApplicationFailure.create({ type, message, details, nonRetryable: true });
}

export interface Retry {
  /** Left out where the activity's own growing pauses do. */
  afterMilliseconds?: number;
  /** Expected in a healthy run (a rate limit): kept out of the failure metrics and logs. */
  benign?: boolean;
}

/** A failure that may pass; Temporal starts the next attempt after the given time. */
export function passingFailure({ type, message }: Failure, retry: Retry): ApplicationFailure {
  return ApplicationFailure.create({
    type,
    message,
    nonRetryable: false,
    ...(retry.afterMilliseconds === undefined ? {} : { nextRetryDelay: retry.afterMilliseconds }),
    ...(retry.benign ? { category: ApplicationFailureCategory.BENIGN } : {}),
  });
}

export function invalidInput(problems: readonly string[]): ApplicationFailure {
  const headline =
    problems.length === 1 ? 'The input has a problem' : `The input has ${problems.length} problems`;
  return finalFailure({
    type: 'InvalidInput',
    message: `${headline}:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
  });
}

/** Whether an error is a failure of ours, of the given type. */
export function isFailureOf(error: unknown, type: FailureType): boolean {
  return error instanceof ApplicationFailure && error.type === type;
}

export function isFailureType(type: string | null | undefined): type is FailureType {
  return (failureTypes as readonly (string | null | undefined)[]).includes(type);
}
