import { WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import { endedRunWorkflowId } from '../contract/names.ts';
import type { RunSummary } from '../contract/run.ts';
import { finishUpdate } from '../contract/steering.ts';
import { readMachineConfiguration } from '../process/configuration.ts';
import { withServer } from './connect.ts';
import { findRun, type FoundRun, type RunHandle } from './find-run.ts';
import { Problem } from './problem.ts';
import { untilRunEnds } from './run-end.ts';
import { plainText, type Say } from './say.ts';
import { summaryOf } from './show-end.ts';
import { showSummary } from './show-summary.ts';
import { followRun } from './watch/follow-run.ts';
import { openRunView } from './watch/open-run-view.ts';

export interface FinishOptions {
  /** Seconds for rows in flight. */
  wait?: number;
}

/** `npm run finish -- <workflow id>`: whatever became of a run, what it has finished is published. */
export async function finish(workflowId: string, { wait }: FinishOptions, say: Say): Promise<void> {
  await withServer(async (client) => {
    const found = await findRun(client, workflowId);
    const summary =
      found.description.status.name === 'RUNNING'
        ? await finishRunning(client, found.run, wait ?? null, say)
        : await publishEnded(client, found, say);
    showSummary(summary, summary.output, say);
  });
}

async function finishRunning(
  client: Client,
  run: RunHandle,
  wait: number | null,
  say: Say,
): Promise<RunSummary> {
  await run.executeUpdate(finishUpdate, { args: [wait] }).catch((error: unknown) => {
    if (!(error instanceof WorkflowUpdateFailedError)) throw error;
    throw new Problem(plainText(error.cause?.message ?? error.message));
  });
  say('No new row is started; those in flight are awaited, then what is done is published.');
  const { signal } = new AbortController();
  const ended = untilRunEnds(client, run, signal);
  const { plainTerminal } = readMachineConfiguration();
  const view = openRunView(process.stdout, plainTerminal, say, 'Ctrl-C ends this view, not the run.');
  await followRun({ client, run, ended, signal }, view);
  return summaryOf(await ended, say);
}

/** By a workflow of its own, since the parts lie where the run's workers are. */
async function publishEnded(client: Client, found: FoundRun, say: Say): Promise<RunSummary> {
  const { run, description } = found;
  const { workflowId } = run;
  if (description.status.name === 'COMPLETED') return await run.result();
  const publishing: RunHandle = await client.workflow.start('publishEndedRun', {
    taskQueue: description.taskQueue,
    workflowId: endedRunWorkflowId(workflowId),
    workflowIdConflictPolicy: 'USE_EXISTING',
    args: [workflowId],
    staticSummary: `what run ${workflowId} had finished`,
  });
  say(
    `Run "${plainText(workflowId)}" has ended: a worker publishes what it had finished (npm run worker, if none runs).`,
  );
  const end = await untilRunEnds(client, publishing, new AbortController().signal);
  if ('problem' in end) throw new Problem(`Nothing was published: ${plainText(end.problem)}`);
  return end.summary;
}
