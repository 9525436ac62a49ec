import { isGrpcServiceError } from '@temporalio/client';

/** Statuses of gRPC that a query meets while the server is there and no worker is, or while the server is away. */
const statuses = { deadlineExceeded: 4, failedPrecondition: 9, unavailable: 14 } as const;

/** Why a run did not say how it is going, where that may pass; undefined for any other failure. */
export function whyNoAnswer(error: unknown): string | undefined {
  const cause = error instanceof Error && isGrpcServiceError(error.cause) ? error.cause : error;
  if (!isGrpcServiceError(cause)) return undefined;
  switch (cause.code as number) {
    case statuses.deadlineExceeded:
    case statuses.failedPrecondition:
      return 'No worker answers for this run. It goes on as soon as one runs: npm run worker';
    case statuses.unavailable:
      return 'The Temporal server does not answer. Trying on.';
    default:
      return undefined;
  }
}
