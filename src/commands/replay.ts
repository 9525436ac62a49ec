import { installSilentRuntime } from '../process/runtime.ts';
import { workflowBundlePath } from '../process/workflow-bundle-path.ts';
import { withServer } from './connect.ts';
import { Problem } from './problem.ts';
import { findDifference } from './replay/find-difference.ts';
import type { NamedHistory } from './replay/named-history.ts';
import { openHistories } from './replay/open-histories.ts';
import { storedHistories } from './replay/stored-histories.ts';
import { plainText, type Say } from './say.ts';
import { count, counted } from './watch/amounts.ts';

export interface ReplayOptions {
  /** Every open run and shard of a server, too. */
  running?: boolean;
}

/** `npm run replay`: whether this build may take over the workflows of these histories. */
export async function replay(files: readonly string[], { running }: ReplayOptions, say: Say): Promise<void> {
  if (files.length === 0 && !running) {
    throw new Problem('Say which histories: files of temporal workflow show --output json, or --running.');
  }
  // What the SDK logs of a history that differs is said by this command.
  installSilentRuntime();
  const replayed = { all: 0, differing: 0 };
  await replayAll(storedHistories(files), replayed, say);
  if (running) {
    await withServer((client) => replayAll(openHistories(client), replayed, say));
  }
  const { all, differing } = replayed;
  if (differing > 0) {
    throw new Problem(
      `This build may not take over: ${differing} of ${histories(all)} ` +
        'would not go on as it began. Let those runs end on the build that began them.',
    );
  }
  say(
    all === 0
      ? 'No run is open: this build may take over.'
      : `This build may take over: ${histories(all)} replayed.`,
  );
}

function histories(all: number): string {
  return `${count(all)} ${all === 1 ? 'history' : 'histories'}`;
}

/** One at a time, so that the largest is all that is held. */
async function replayAll(
  given: AsyncIterable<NamedHistory>,
  replayed: { all: number; differing: number },
  say: Say,
): Promise<void> {
  for await (const history of given) {
    const difference = await findDifference(history, workflowBundlePath);
    replayed.all += 1;
    if (difference === undefined) {
      say(`${plainText(history.name)}: may go on, ${counted(history.events.length, 'event')} replayed`);
      continue;
    }
    replayed.differing += 1;
    say(`${plainText(history.name)}: differs. ${plainText(difference)}`);
  }
}
