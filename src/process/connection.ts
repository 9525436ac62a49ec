import { Client, Connection } from '@temporalio/client';
import type { ClientConnectConfig } from '@temporalio/envconfig';
import { failWhereRefused } from './refused-connection.ts';

/** Where a process finds its Temporal server; payloads are Temporal's default JSON, readable in the UI and CLI. */
export type TemporalServer = ClientConnectConfig;

export interface ConnectedClient {
  client: Client;
  close: () => Promise<void>;
}

export function namespaceOf({ namespace }: TemporalServer): string {
  return namespace ?? 'default';
}

export function addressOf({ connectionOptions: { address } }: TemporalServer): string {
  return address ?? 'localhost:7233';
}

export async function connectClient(server: TemporalServer): Promise<ConnectedClient> {
  await failWhereRefused(addressOf(server));
  const connection = await Connection.connect(clientOptions(server));
  const client = new Client({ connection, namespace: namespaceOf(server) });
  return { client, close: () => connection.close() };
}

/** The two connection classes of the SDK take the same settings but for what TypeScript makes of their optionals. */
function clientOptions({ connectionOptions }: TemporalServer): Parameters<typeof Connection.connect>[0] {
  const { address, apiKey, tls, metadata } = connectionOptions;
  return {
    ...(address === undefined ? {} : { address }),
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(tls === undefined ? {} : { tls }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}
