import { createHash } from 'node:crypto';
import { defaultPayloadConverter } from '@temporalio/common';
import type { Client, WorkflowHandle } from '@temporalio/client';
import type { GenerateInput, JudgeInput } from '../../../src/contract/activities.ts';
import { parseModelName } from '../../../src/contract/names.ts';
import { judgePrompt } from '../../../src/preference/ultrafeedback-prompt.ts';
import { callKey } from '../processes/provider-questions.ts';

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
type HistoryEvent = NonNullable<History['events']>[number];

/** A paid call whose answer stands in a history. */
export interface RecordedCall {
  /** As the provider knows it. */
  call: string;
  recordedAt: number;
}

/** Every call that the shards of a run have recorded, read from their histories. */
export async function readRecordedCalls(client: Client, workflowId: string): Promise<RecordedCall[]> {
  const histories = await Promise.all(
    (await shardIds(client, workflowId)).map((id) => client.workflow.getHandle(id).fetchHistory()),
  );
  return histories.flatMap(({ events }) => recordedCalls(events ?? []));
}

export async function shardIds(client: Client, workflowId: string): Promise<string[]> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).flatMap(({ childWorkflowExecutionStartedEventAttributes: started }) =>
    started?.workflowExecution?.workflowId ? [started.workflowExecution.workflowId] : [],
  );
}

/** Undefined for activities that are no paid calls. */
function recordedCalls(events: readonly HistoryEvent[]): RecordedCall[] {
  const scheduled = new Map(events.map((event) => [String(event.eventId), event]));
  return events.flatMap((event) => {
    const completed = event.activityTaskCompletedEventAttributes;
    const from = completed && scheduled.get(String(completed.scheduledEventId));
    const call = from ? calledBy(from) : undefined;
    return call === undefined ? [] : [{ call, recordedAt: millisecondsOf(event) }];
  });
}

function calledBy({ activityTaskScheduledEventAttributes: scheduled }: HistoryEvent): string | undefined {
  const payload = scheduled?.input?.payloads?.[0];
  if (!payload) return undefined;
  switch (scheduled.activityType?.name) {
    case 'generate': {
      const { generator, messages } = defaultPayloadConverter.fromPayload<GenerateInput>(payload);
      return digest(callKey({ model: parseModelName(generator.model).modelId, messages }));
    }
    case 'judge': {
      const { judge, ...question } = defaultPayloadConverter.fromPayload<JudgeInput>(payload);
      return digest(callKey({ model: parseModelName(judge.model).modelId, messages: judgePrompt(question) }));
    }
    default:
      return undefined;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function millisecondsOf({ eventTime }: HistoryEvent): number {
  return Number(eventTime?.seconds ?? 0) * 1_000 + (eventTime?.nanos ?? 0) / 1e6;
}
