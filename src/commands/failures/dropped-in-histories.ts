import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import type { RunIdentity } from '../../contract/run.ts';
import type { LastDrop } from '../../contract/last-drops.ts';
import { writtenRowsSchema } from './dropped-row.schema.ts';

/** Histories are read over the network, a shard's last events with its rows: this many megabytes at most. */
export const mostShardsRead = 50;

const eventsPerPage = 20;

/** From the histories of a run's shards, as far as they have written their rows; at most {@link mostShardsRead}. */
export async function* droppedInHistories(client: Client, run: RunIdentity): AsyncGenerator<LastDrop> {
  const query = `WorkflowType = "preferenceShard" AND RootWorkflowId = ${JSON.stringify(run.workflowId)}`;
  let read = 0;
  for await (const { workflowId, runId } of client.workflow.list({ query, pageSize: mostShardsRead })) {
    if (read === mostShardsRead) return;
    read += 1;
    yield* droppedInShard(client, { workflowId, runId }, run);
  }
}

/** Rows are written at a shard's end, so its history is read backwards, until it tells of something else. */
async function* droppedInShard(
  client: Client,
  execution: { workflowId: string; runId: string },
  run: RunIdentity,
): AsyncGenerator<LastDrop> {
  let nextPageToken: Uint8Array = new Uint8Array();
  do {
    const page = await client.workflowService.getWorkflowExecutionHistoryReverse({
      namespace: client.options.namespace,
      execution,
      maximumPageSize: eventsPerPage,
      nextPageToken,
    });
    for (const { activityTaskScheduledEventAttributes: scheduled } of page.history?.events ?? []) {
      if (!scheduled) continue;
      const [payload] = scheduled.input?.payloads ?? [];
      if (scheduled.activityType?.name !== 'writeShard' || !payload) return;
      const written = writtenRowsSchema.parse(defaultPayloadConverter.fromPayload(payload));
      // Of an earlier run by the same id.
      if (written.run.runId !== run.runId) return;
      for (const { rowId, dropped } of written.rows) if (dropped) yield { rowId, ...dropped };
    }
    nextPageToken = page.nextPageToken;
  } while (nextPageToken.length > 0);
}
