import { grpcFailureOf } from '../grpc-failure.ts';

/** Statuses of gRPC that a query meets while the server is there and no worker is, or while the server is away. */
const statuses = { cancelled: 1, deadlineExceeded: 4, failedPrecondition: 9, unavailable: 14 } as const;

/** Why a run did not say how it is going, where that may pass; undefined for any other failure. */
export function whyNoAnswer(error: unknown): string | undefined {
  switch (grpcFailureOf(error)?.code) {
    // The client's own deadline ends a call as cancelled or as late, whichever is first.
    case statuses.cancelled:
    case statuses.deadlineExceeded:
    case statuses.failedPrecondition:
      return 'No worker answers for this run. It goes on as soon as one runs: npm run worker';
    case statuses.unavailable:
      return 'The Temporal server does not answer. Trying on.';
    default:
      return undefined;
  }
}
