import type { Client } from '@temporalio/client';
import { readTemporalConfiguration } from '../process/configuration.ts';
import { addressOf, connectClient } from '../process/connection.ts';
import { grpcFailureOf } from './grpc-failure.ts';
import { Problem } from './problem.ts';
import { plainText } from './say.ts';

/** Works with the server that the environment or a profile names, and closes the connection. */
export async function withServer<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
  const server = readTemporalConfiguration();
  const connected = await connectClient(server).catch((error: unknown) => {
    throw new Problem(
      `No Temporal server at ${addressOf(server)}: ${(error as Error).message}. ` +
        'Start one (npm run dev), or name yours in TEMPORAL_ADDRESS.',
    );
  });
  try {
    return await work(connected.client);
  } catch (error) {
    const failure = grpcFailureOf(error);
    if (!failure) throw error;
    throw new Problem(`The Temporal server at ${addressOf(server)} answered: ${plainText(failure.details)}`);
  } finally {
    await connected.close();
  }
}
