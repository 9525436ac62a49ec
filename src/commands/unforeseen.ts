import { addressOf, namespaceOf, type TemporalServer } from '../process/connection.ts';
import {
  ConfigurationProblem,
  readMachineConfiguration,
  readTemporalConfiguration,
} from '../process/configuration.ts';
import { connectionWords, untrusted } from './connection-words.ts';
import { grpcFailureOf } from './grpc-failure.ts';
import { Problem } from './problem.ts';
import { plainText } from './say.ts';

const statuses = { deadlineExceeded: 4, permissionDenied: 7, unavailable: 14, unauthenticated: 16 } as const;

/** What a server, or the lack of one, means for its user: one sentence, with the variable that mends it. */
export function temporalProblem(server: TemporalServer, error: unknown): string | undefined {
  const failure = grpcFailureOf(error);
  const isAway =
    failure?.code === statuses.unavailable ||
    failure?.code === statuses.deadlineExceeded ||
    /failed to connect|transport error|connection refused|tonic::transport/i.test(saidBy(error));
  return refusedClient(server, error) ?? (isAway ? notConnected(server, saidBy(error)) : undefined);
}

/** What a server that is there has against this client, which no waiting mends. */
export function refusedClient(server: TemporalServer, error: unknown): string | undefined {
  const code = grpcFailureOf(error)?.code;
  const said = saidBy(error);
  const where = `The Temporal server at ${addressOf(server)}`;
  if (/namespace\b.*\bnot found|namespacenotfound/i.test(said)) {
    return `${where} has no namespace "${namespaceOf(server)}": name one of its own in TEMPORAL_NAMESPACE, or make it (temporal operator namespace create).`;
  }
  if (
    code === statuses.unauthenticated ||
    code === statuses.permissionDenied ||
    /unauthenticated|unauthorized|permission denied|permissiondenied|valid authentication credentials|not have permission/i.test(
      said,
    )
  ) {
    return `${where} refused this client (${connectionWords(said)}): set its key in TEMPORAL_API_KEY, or its certificate in TEMPORAL_TLS_CLIENT_CERT_PATH.`;
  }
  return undefined;
}

function saidBy(error: unknown): string {
  return plainText(grpcFailureOf(error)?.details ?? (error instanceof Error ? error.message : String(error)));
}

/** Over a connection that was never made, a server tells nobody whether TLS was the reason. */
export function notConnected(server: TemporalServer, said: string): string {
  const words = connectionWords(plainText(said));
  return (
    `No Temporal server at ${addressOf(server)} (${words}): start one (npm run dev), or name yours in ` +
    `TEMPORAL_ADDRESS; ${encryptionAdvice(server, words)}.`
  );
}

function encryptionAdvice({ connectionOptions: { tls, apiKey } }: TemporalServer, words: string): string {
  if (words === untrusted)
    return 'name the authority behind its certificate in TEMPORAL_TLS_SERVER_CA_CERT_PATH';
  const isEncrypted = tls === undefined || tls === null ? apiKey !== undefined : Boolean(tls);
  return isEncrypted
    ? 'if it speaks no TLS, set TEMPORAL_TLS=false'
    : 'if it speaks TLS, set TEMPORAL_TLS=true';
}

/** What the program says in place of a stack trace, whatever ended it; LOG_LEVEL=DEBUG shows the stack as well. */
export function describeEnd(error: unknown): string {
  if (error instanceof Problem || error instanceof ConfigurationProblem) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  const foreseen = temporalSentence(error);
  const sentence = foreseen ?? `This ended in an error that was not foreseen: ${plainText(message)}`;
  if (!readMachineConfiguration().showsStacks)
    return foreseen ?? `${sentence}\nMore about it: LOG_LEVEL=DEBUG`;
  return `${sentence}\n${plainText(error instanceof Error ? (error.stack ?? message) : message)}`;
}

function temporalSentence(error: unknown): string | undefined {
  try {
    return temporalProblem(readTemporalConfiguration(), error);
  } catch {
    return undefined; // Where the configuration is what is wrong, the error itself says so.
  }
}
