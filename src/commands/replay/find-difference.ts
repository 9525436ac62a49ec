import { Worker, type ReplayResult } from '@temporalio/worker';
import { describeDifference } from './describe-difference.ts';
import type { HistoryEvent, NamedHistory } from './named-history.ts';

/** A workflow's first task, scheduled and started: less than that says nothing of what a build does. */
const leastEvents = 3;

/** Where a build would do something else than a history says, in words; undefined where it would go on as it began. */
export async function findDifference(
  { workflowId, events }: NamedHistory,
  bundlePath: string,
): Promise<string | undefined> {
  if (events.length < leastEvents) return undefined;
  const replayFirst = async (count: number): Promise<ReplayResult['error']> => {
    return await replayEvents(workflowId, events.slice(0, count), bundlePath);
  };
  let error = await replayFirst(events.length);
  if (!error) return undefined;

  // The SDK does not say at which event; the shortest beginning of the history that fails ends with it.
  let good = leastEvents - 1;
  let bad = events.length;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    const failed = await replayFirst(middle);
    if (failed) [bad, error] = [middle, failed];
    else good = middle;
  }
  return describeDifference(events[bad - 1], error.message);
}

async function replayEvents(
  workflowId: string,
  events: HistoryEvent[],
  bundlePath: string,
): Promise<ReplayResult['error']> {
  const histories = [{ workflowId, history: { events } }];
  const bundle = { workflowBundle: { codePath: bundlePath } };
  for await (const { error } of Worker.runReplayHistories(bundle, histories)) return error;
  return undefined;
}
