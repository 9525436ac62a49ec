import type { Client } from '@temporalio/client';
import { readTemporalConfiguration } from '../process/configuration.ts';
import { addressOf, connectClient } from '../process/connection.ts';
import { grpcFailureOf } from './grpc-failure.ts';
import { Problem } from './problem.ts';
import { plainText } from './say.ts';
import { notConnected, temporalProblem } from './unforeseen.ts';

/** Works with the server that the environment or a profile names, and closes the connection. */
export async function withServer<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
  const server = readTemporalConfiguration();
  const connected = await connectClient(server).catch((error: unknown) => {
    throw new Problem(temporalProblem(server, error) ?? notConnected(server, (error as Error).message));
  });
  try {
    return await work(connected.client);
  } catch (error) {
    const failure = grpcFailureOf(error);
    if (!failure) throw error;
    const problem = temporalProblem(server, error);
    if (problem !== undefined) throw new Problem(problem);
    throw new Problem(`The Temporal server at ${addressOf(server)} answered: ${plainText(failure.details)}`);
  } finally {
    await connected.close();
  }
}
