import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { acceptsConnections } from './accepts-connections.ts';

export interface ServingExpectation {
  ip: string;
  port: number;
  namespace: string;
  timeoutMilliseconds: number;
  /** Stops waiting. */
  signal: AbortSignal;
}

const probeMilliseconds = 50;
const attemptMilliseconds = 5_000;

/** Resolves when the frontend answers for the namespace. Rejects with what was still missing at the end of the time. */
export async function untilServing({
  ip,
  port,
  namespace,
  timeoutMilliseconds,
  signal,
}: ServingExpectation): Promise<void> {
  const deadline = Date.now() + timeoutMilliseconds;
  let missing: unknown = new Error(`nothing listens on ${ip}:${port}`);
  while (Date.now() < deadline) {
    signal.throwIfAborted();
    // Asked before gRPC, whose first retry comes only after a second.
    if (await acceptsConnections(ip, port)) {
      try {
        await describeNamespace(`${ip}:${port}`, namespace);
        return;
      } catch (error) {
        missing = error;
      }
    }
    await sleep(probeMilliseconds, undefined, { signal });
  }
  throw new Error(`not serving after ${timeoutMilliseconds / 1000} s (${(missing as Error).message})`, {
    cause: missing,
  });
}

async function describeNamespace(address: string, namespace: string): Promise<void> {
  const connection = Connection.lazy({
    address,
    connectTimeout: attemptMilliseconds,
    // A proxy configured for the machine can't reach its loopback address.
    channelArgs: { 'grpc.enable_http_proxy': 0 },
  });
  try {
    await connection.ensureConnected();
    await connection.withDeadline(Date.now() + attemptMilliseconds, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
  } finally {
    await connection.close();
  }
}
