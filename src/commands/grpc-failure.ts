import { isGrpcServiceError, ServiceError } from '@temporalio/client';

/** What the server answered, from under what the SDK wraps it in. */
export function grpcFailureOf(error: unknown): { code: number; details: string } | undefined {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) ? cause : undefined;
}
