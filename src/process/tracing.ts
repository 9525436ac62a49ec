import { createHash } from 'node:crypto';
import type { Info } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';

/**
 * A span for each attempt of an activity, for whatever OpenTelemetry SDK the process was started with. The spans of one
 * workflow execution make one trace: a shard with its calls and their retries, not the 60,000 spans of a large run.
 * Names and ids go into attributes, texts never do.
 */
export async function traceActivities(): Promise<ActivityInterceptorsFactory> {
  const { ROOT_CONTEXT, SpanStatusCode, trace, TraceFlags } = await import('@opentelemetry/api');
  const tracer = trace.getTracer('capybara-preferences');
  return ({ info }) => {
    const parent = trace.setSpanContext(ROOT_CONTEXT, {
      ...idsOf(info.workflowExecution?.runId ?? info.activityId),
      traceFlags: TraceFlags.SAMPLED,
      isRemote: true,
    });
    return {
      inbound: {
        execute: (input, next) =>
          tracer.startActiveSpan(
            info.activityType,
            { attributes: attributesOf(info) },
            parent,
            async (span) => {
              try {
                return await next(input);
              } catch (error) {
                span.setStatus({ code: SpanStatusCode.ERROR, message: nameOf(error) });
                throw error;
              } finally {
                span.end();
              }
            },
          ),
      },
    };
  };
}

/** The same for every attempt on every worker. */
function idsOf(runId: string): { traceId: string; spanId: string } {
  const digest = createHash('sha256').update(runId).digest('hex');
  return { traceId: digest.slice(0, 32), spanId: digest.slice(32, 48) };
}

/** As Temporal's own instrumentation calls them. */
function attributesOf({ activityId, attempt, taskQueue, workflowExecution }: Info) {
  return {
    temporalWorkflowId: workflowExecution?.workflowId ?? '',
    temporalRunId: workflowExecution?.runId ?? '',
    temporalActivityId: activityId,
    temporalAttempt: attempt,
    temporalTaskQueue: taskQueue,
  };
}

/** Without its message, which may quote a provider, and so a conversation. */
function nameOf(error: unknown): string {
  if (error instanceof ApplicationFailure) return error.type ?? error.name;
  return error instanceof Error ? error.name : typeof error;
}
