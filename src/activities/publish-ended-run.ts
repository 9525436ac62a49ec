import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { invalidInput } from '../contract/failures.ts';
import type { PublishDatasetInput } from '../contract/activities.ts';
import { unpublishedQuery } from '../contract/steering.ts';

/** What it takes to publish what an ended run had finished; `InvalidInput` where that is nothing, or not yet its time. */
export async function describeEndedRun(client: Client, workflowId: string): Promise<PublishDatasetInput> {
  const run = client.workflow.getHandle(workflowId);
  const { type, status } = await run.describe().catch((error: unknown) => {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    throw invalidInput([
      `there is no run "${workflowId}", or no more: the server keeps ended ones for a time only`,
    ]);
  });
  if (type !== 'preferenceDataset')
    throw invalidInput([`"${workflowId}" is a workflow of type ${type}, not a run`]);
  const ended = status.name.toLowerCase().replaceAll('_', ' ');
  if (status.name === 'RUNNING') {
    throw invalidInput([
      `run "${workflowId}" goes on: the update "finish" ends it and publishes what is done`,
    ]);
  }
  if (status.name === 'COMPLETED')
    throw invalidInput([`run "${workflowId}" has completed, and is published`]);
  const unpublished = await run.query(unpublishedQuery);
  if (!unpublished) throw invalidInput([`run "${workflowId}" ended before it was planned`]);
  const { rowsPlanned, ...request } = unpublished;
  const message = `the run was ${ended} after ${request.tally.rows} of ${rowsPlanned} rows; published on request`;
  return { ...request, partial: { reason: 'Requested', message } };
}
