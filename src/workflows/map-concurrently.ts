import { CancellationScope, condition } from '@temporalio/workflow';

/**
 * The only fan-out. Works through `items` in their order, starting the next one while `mayStart` holds, and resolves
 * to the results in the items' order. The first failure cancels what is running, waits for it to end, and is thrown.
 */
export async function mapConcurrently<Item, Result>(
  items: Iterable<Item>,
  mayStart: (inFlight: number) => boolean,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const failures: unknown[] = [];
  const running = new Set<Promise<void>>();
  const scope = new CancellationScope();

  await scope
    .run(async () => {
      let place = 0;
      for (const item of items) {
        await condition(() => failures.length > 0 || mayStart(running.size));
        if (failures.length > 0) break;
        const resultPlace = place++;
        const settled: Promise<void> = work(item)
          .then((result) => {
            results[resultPlace] = result;
          })
          .catch((failure: unknown) => {
            if (failures.push(failure) === 1) scope.cancel();
          })
          .finally(() => running.delete(settled));
        running.add(settled);
      }
      await Promise.all(running);
    })
    .catch((failure: unknown) => failures.push(failure));

  await CancellationScope.nonCancellable(() => Promise.all(running));
  if (failures.length > 0) throw failures[0];
  return results;
}
