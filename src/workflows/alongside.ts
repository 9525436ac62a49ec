import { CancellationScope, isCancellation } from '@temporalio/workflow';

/** Runs `work` with `background` beside it, which is cancelled, and waited for, when the work has ended. */
export async function alongside<Result>(
  background: () => Promise<void>,
  work: () => Promise<Result>,
): Promise<Result> {
  const scope = new CancellationScope();
  const ended = scope.run(background).catch((error: unknown) => {
    if (!isCancellation(error)) throw error;
  });
  try {
    return await work();
  } finally {
    scope.cancel();
    await ended;
  }
}
