import { NativeConnection } from '@temporalio/worker';
import type { TemporalServer } from './connection.ts';

/** Apart from the client's connection, whose users need not load all that a worker is. */
export async function connectWorker(server: TemporalServer): Promise<NativeConnection> {
  return await NativeConnection.connect(server.connectionOptions);
}
