import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { shardWorkflowId } from '../../contract/names.ts';
import type { RunIdentity } from '../../contract/run.ts';
import { grpcFailureOf } from '../grpc-failure.ts';
import type { HistoryEvent } from '../replay/named-history.ts';
import { recordedAnswerSchema, startedShardSchema } from './recorded-calls.schema.ts';

/** A call's answer as a shard's history holds it. */
export interface RecordedCall {
  workflowId: string;
  /** Of the event by which the call was scheduled, and of the one that has its answer. */
  scheduledEvent: number;
  event: number;
  request: string;
  answer: string;
  reused: boolean;
}

const notFound = 5;

/** The answers in the history of the shard that worked on a row of the source; undefined where it is not there any more. */
export async function recordedCalls(
  client: Client,
  run: RunIdentity,
  row: number,
): Promise<RecordedCall[] | undefined> {
  const index = await findShard((shard) => rowsOfShard(client, run, shard), row);
  if (index === undefined) return undefined;
  const workflowId = shardWorkflowId(run.workflowId, index);
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).flatMap((event) => recordedCall(workflowId, event));
}

type Rows = { firstRow: number; lastRow: number } | undefined;

/** Shards have their rows in order, so a few looks find one among thousands. */
export async function findShard(
  rowsOf: (index: number) => Promise<Rows>,
  row: number,
): Promise<number | undefined> {
  let from = 0;
  let end = 1;
  const isBehind = (rows: Rows) => rows === undefined || rows.firstRow > row;
  while (!isBehind(await rowsOf(end))) [from, end] = [end, end * 2];
  while (end - from > 1) {
    const middle = Math.floor((from + end) / 2);
    if (isBehind(await rowsOf(middle))) end = middle;
    else from = middle;
  }
  const rows = await rowsOf(from);
  return rows && rows.firstRow <= row && row <= rows.lastRow ? from : undefined;
}

/** Undefined for a shard that the server does not know, or that is another run's. */
async function rowsOfShard(client: Client, { workflowId, runId }: RunIdentity, index: number): Promise<Rows> {
  try {
    const { history } = await client.workflowService.getWorkflowExecutionHistory({
      namespace: client.options.namespace,
      execution: { workflowId: shardWorkflowId(workflowId, index) },
      maximumPageSize: 1,
    });
    const [payload] = history?.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
    if (!payload) return undefined;
    const { run, shard } = startedShardSchema.parse(defaultPayloadConverter.fromPayload(payload));
    return run.runId === runId ? shard : undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || grpcFailureOf(error)?.code === notFound) return undefined;
    throw error;
  }
}

function recordedCall(workflowId: string, event: HistoryEvent): RecordedCall[] {
  const { activityTaskCompletedEventAttributes: completed, eventId } = event;
  const [payload] = completed?.result?.payloads ?? [];
  if (!payload) return [];
  const parsed = recordedAnswerSchema.safeParse(defaultPayloadConverter.fromPayload(payload));
  if (!parsed.success) return [];
  const { call, reused = false } = parsed.data;
  const scheduledEvent = Number(completed?.scheduledEventId ?? 0);
  return [{ workflowId, event: Number(eventId ?? 0), scheduledEvent, ...call, reused }];
}
