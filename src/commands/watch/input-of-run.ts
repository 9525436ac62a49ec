import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { parseRunInput, type RunInput } from '../../contract/run-input.schema.ts';
import { startedWithSchema } from './input-of-run.schema.ts';

/** What a run was started with, from its first event; undefined where that is no good input. */
export async function inputOfRun(client: Client, workflowId: string): Promise<RunInput | undefined> {
  const { history } = await client.workflowService.getWorkflowExecutionHistory({
    namespace: client.options.namespace,
    execution: { workflowId },
    maximumPageSize: 1,
  });
  const payloads = history?.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  const values = payloads.map((payload) => defaultPayloadConverter.fromPayload<unknown>(payload));
  const parsed = parseRunInput(startedWithSchema.parse(values));
  return 'input' in parsed ? parsed.input : undefined;
}
