import type { WorkflowHandle } from '@temporalio/client';

export type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
export type HistoryEvent = NonNullable<History['events']>[number];

/** What a workflow has done so far, or until its end. */
export interface NamedHistory {
  /** How its user knows it. */
  name: string;
  workflowId: string;
  events: HistoryEvent[];
}
