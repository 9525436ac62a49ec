import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { progressQuery, type Progress } from '../contract/steering.ts';
import { plainText, type Say } from './say.ts';

const betweenQueries = 1_000;

/** Says how a run is going, whenever that has changed, until `ended` settles; its rejection is the caller's. */
export async function showProgress(run: WorkflowHandle, say: Say, ended: Promise<unknown>): Promise<void> {
  const end = ended.then(
    () => 'ended' as const,
    () => 'ended' as const,
  );
  let last = '';
  const sayNews = async (): Promise<void> => {
    const line = describeProgress(await run.query(progressQuery));
    if (line !== last) say(line);
    last = line;
  };
  do {
    await sayNews();
  } while ((await Promise.race([sleep(betweenQueries, 'going on' as const), end])) !== 'ended');
  await sayNews();
}

export function describeProgress({ state, pause, rows, pairs, dropped, usage }: Progress): string {
  const calls = Object.values(usage).reduce((sum, model) => sum + model.calls, 0);
  const lost = Object.values(dropped).reduce((sum, count) => sum + count, 0);
  const planned = `${rows.planned}${rows.allPlanned ? '' : '+'}`;
  const why = pause ? ` (${plainText(pause.message)})` : '';
  return `${state}${why}: ${rows.done} of ${planned} rows · ${pairs} pairs · ${lost} dropped · ${calls} calls`;
}
