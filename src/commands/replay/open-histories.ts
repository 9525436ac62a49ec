import type { Client } from '@temporalio/client';
import { grpcFailureOf } from '../grpc-failure.ts';
import type { HistoryEvent, NamedHistory } from './named-history.ts';

const query = 'ExecutionStatus = "Running" AND WorkflowType IN ("preferenceDataset", "preferenceShard")';
const mostEventsPerPage = 200;

/** gRPC's RESOURCE_EXHAUSTED, which it answers to a page that is larger than a message may be. */
const tooLarge = 8;

/** Of every run and shard of the namespace that has not ended, one after the other. */
export async function* openHistories(client: Client): AsyncGenerator<NamedHistory> {
  for await (const { workflowId, runId } of client.workflow.list({ query })) {
    const events: HistoryEvent[] = [];
    for await (const page of pages(client, { workflowId, runId })) events.push(...page);
    yield { name: workflowId, workflowId, events };
  }
}

async function* pages(
  client: Client,
  execution: { workflowId: string; runId: string },
): AsyncGenerator<HistoryEvent[]> {
  let maximumPageSize = mostEventsPerPage;
  let nextPageToken: Uint8Array = new Uint8Array();
  do {
    try {
      const page = await client.workflowService.getWorkflowExecutionHistory({
        namespace: client.options.namespace,
        execution,
        maximumPageSize,
        nextPageToken,
      });
      yield page.history?.events ?? [];
      ({ nextPageToken } = page);
    } catch (error) {
      if (grpcFailureOf(error)?.code !== tooLarge || maximumPageSize === 1) throw error;
      maximumPageSize = Math.ceil(maximumPageSize / 4);
    }
  } while (nextPageToken.length > 0);
}
