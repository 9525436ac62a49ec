import { ApplicationFailure } from '@temporalio/common';
import { DefaultLogger, type LogLevel } from '@temporalio/worker';

/** Said by the SDK of every worker that serves calls only, as ours for providers do, and of every one of ours. */
const expected = new Set([
  'No workflows registered, not polling for workflow tasks',
  'No Nexus services registered, not polling for Nexus tasks',
]);

/** One JSON line an event on standard error: what happened and where, never a text of a conversation. */
export function jsonLogger(level: LogLevel): DefaultLogger {
  return new DefaultLogger(level, ({ level: at, timestampNanos, message, meta }) => {
    if (expected.has(message)) return;
    const time = new Date(Number(timestampNanos / 1_000_000n)).toISOString();
    process.stderr.write(`${JSON.stringify({ time, level: at, message, ...loggable(meta) })}\n`);
  });
}

/** An error's stack and causes may quote what a provider said; its kind and message are enough. */
function loggable(meta: Record<string | symbol, unknown> = {}): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(meta).map(([key, value]) => [key, value instanceof Error ? describeError(value) : value]),
  );
}

/** Of a failure that this application names, the name: its message may quote a provider, and so a conversation. */
function describeError(error: Error): string {
  if (error instanceof ApplicationFailure && error.type) return error.type;
  return `${error.name}: ${error.message}`;
}
