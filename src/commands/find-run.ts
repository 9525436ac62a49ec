import {
  WorkflowNotFoundError,
  type Client,
  type WorkflowExecutionDescription,
  type WorkflowHandle,
} from '@temporalio/client';
import type { RunSummary } from '../contract/run.ts';
import { Problem } from './problem.ts';

export type RunHandle = WorkflowHandle<() => Promise<RunSummary>>;

export interface FoundRun {
  run: RunHandle;
  description: WorkflowExecutionDescription;
  /** Of its first execution, which its files carry. */
  firstRunId: string;
}

/** Whether the server has any workflow of this id. */
export async function isRunKnown(client: Client, workflowId: string): Promise<boolean> {
  try {
    await client.workflow.getHandle(workflowId).describe();
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/** The run of this workflow id, the newest if there were several. */
export async function findRun(client: Client, workflowId: string): Promise<FoundRun> {
  const run: RunHandle = client.workflow.getHandle(workflowId);
  const description = await run.describe().catch((error: unknown) => {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    throw new Problem(
      `There is no run "${workflowId}" in namespace "${client.options.namespace}". npm run runs lists them.`,
    );
  });
  if (description.type !== 'preferenceDataset') {
    throw new Problem(
      `"${workflowId}" is a workflow of type ${description.type}, not a run. npm run runs lists runs.`,
    );
  }
  const firstRunId = description.raw.workflowExecutionInfo?.firstRunId ?? description.runId;
  return { run, description, firstRunId };
}
