const underWay = new Map<string, Promise<unknown>>();

/**
 * Does a thing once for all who want it at the same time in this process. What is under way outlives whoever gave up
 * waiting: an attempt that ran out of time leaves it to the next.
 */
export async function once<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
  const begun = underWay.get(key) as Promise<Result> | undefined;
  if (begun) return await begun;
  const working = work().finally(() => underWay.delete(key));
  underWay.set(key, working);
  return await working;
}
