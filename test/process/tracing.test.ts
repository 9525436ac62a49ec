import {
  trace,
  type Context,
  type Span,
  type SpanOptions,
  type SpanStatus,
  type Tracer,
} from '@opentelemetry/api';
import type { Context as ActivityContext } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { traceActivities } from '../../src/process/tracing.ts';

interface SeenSpan {
  name: string;
  attributes: unknown;
  traceId: string | undefined;
  status?: SpanStatus;
  ended: boolean;
}

let spans: SeenSpan[];

/** An SDK that only writes down what it is told. */
const tracer = {
  startActiveSpan<Result>(name: string, options: SpanOptions, parent: Context, work: (span: Span) => Result) {
    const seen: SeenSpan = {
      name,
      attributes: options.attributes,
      traceId: trace.getSpanContext(parent)?.traceId,
      ended: false,
    };
    spans.push(seen);
    return work({
      setStatus: (status: SpanStatus) => void (seen.status = status),
      end: () => void (seen.ended = true),
    } as unknown as Span);
  },
} as unknown as Tracer;

beforeEach(() => {
  spans = [];
  trace.setGlobalTracerProvider({ getTracer: () => tracer });
});

afterEach(() => trace.disable());

async function execute(runId: string, activity: () => Promise<unknown>): Promise<unknown> {
  const info = {
    activityType: 'generate',
    activityId: '7',
    attempt: 2,
    taskQueue: 'llm.openai',
    workflowExecution: { workflowId: 'ponds/shard-00000', runId },
  };
  const { inbound } = (await traceActivities())({ info } as unknown as ActivityContext);
  return await inbound?.execute?.({ args: [{ messages: ['Dear diary'] }], headers: {} }, activity);
}

test('a failed attempt is an error by its name, without what a provider said', async () => {
  const failure = ApplicationFailure.nonRetryable('cannot read "Dear diary"', 'Llm.BadRequest');
  await expect(execute('r1', () => Promise.reject(failure))).rejects.toBe(failure);
  expect(spans).toMatchObject([{ status: { message: 'Llm.BadRequest' }, ended: true }]);
  expect(JSON.stringify(spans)).not.toContain('diary');
});

test('an attempt is a span with the ids by which Temporal knows it, and nothing of its input', async () => {
  expect(await execute('r1', () => Promise.resolve('done'))).toBe('done');
  expect(spans).toEqual([
    {
      name: 'generate',
      attributes: {
        temporalWorkflowId: 'ponds/shard-00000',
        temporalRunId: 'r1',
        temporalActivityId: '7',
        temporalAttempt: 2,
        temporalTaskQueue: 'llm.openai',
      },
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      ended: true,
    },
  ]);
});

test('attempts of one workflow execution share a trace, those of another have their own', async () => {
  for (const runId of ['r1', 'r1', 'r2']) await execute(runId, () => Promise.resolve());
  const [first, second, other] = spans.map(({ traceId }) => traceId);
  expect(second).toBe(first);
  expect(other).not.toBe(first);
});
