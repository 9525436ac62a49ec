import { readMachineConfiguration } from '../process/configuration.ts';
import { withServer } from './connect.ts';
import { findRun } from './find-run.ts';
import { plainText, type Say } from './say.ts';
import { summaryOf } from './show-end.ts';
import { showSummary } from './show-summary.ts';
import { untilRunEnds } from './run-end.ts';
import { followRun } from './watch/follow-run.ts';
import { openRunView } from './watch/open-run-view.ts';

/** `npm run watch -- <workflow id>`: a run as it goes on, until it ends or the watcher has seen enough. */
export async function watch(workflowId: string, say: Say): Promise<void> {
  const leaving = new AbortController();
  const leave = (): void => leaving.abort();
  // `on`, not `once`: what gives the cursor back at a signal ends the process if it is the only one to listen.
  process.on('SIGINT', leave).on('SIGTERM', leave);
  try {
    await withServer(async (client) => {
      const { run, description } = await findRun(client, workflowId);
      const { signal } = leaving;
      const ended = untilRunEnds(client, run, signal);
      ended.catch(() => undefined); // After Ctrl-C nobody waits for it.
      if (description.status.name === 'RUNNING') {
        const { plainTerminal } = readMachineConfiguration();
        const view = openRunView(process.stdout, plainTerminal, say, 'Ctrl-C ends this view, not the run.');
        await followRun({ client, run, ended, signal }, view);
      }
      if (signal.aborted) {
        say(
          `Run "${plainText(workflowId)}" goes on. To watch it again: npm run watch -- ${plainText(workflowId)}`,
        );
        return;
      }
      const summary = summaryOf(await ended, say);
      showSummary(summary, summary.output, say);
    });
  } finally {
    process.off('SIGINT', leave).off('SIGTERM', leave);
  }
}
