import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { LastLines } from './last-lines.ts';

export interface DevServerExit {
  /** Null if `signal` ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The last lines of its stderr. */
  lastLines: string;
}

export interface DevServerProcess {
  pid: number;
  /** Resolves when the process is gone, however that came. Never rejects. */
  exited: Promise<DevServerExit>;
  /** Ends it: SIGTERM, and SIGKILL if it takes longer than 10 s. Resolves when it's gone; may be called twice. */
  stop: () => Promise<void>;
}

const graceMilliseconds = 10_000;
const rememberedLines = 20;

/**
 * Starts the server in a process group of its own, so that the terminal's Ctrl-C reaches it only through `stop`.
 * It is also ended when this process exits, but not when this process is killed by a signal it doesn't handle.
 */
export async function startDevServerProcess(
  executable: string,
  commandArguments: readonly string[],
): Promise<DevServerProcess> {
  const child = spawn(executable, commandArguments, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const lastLines = new LastLines(child.stderr, rememberedLines);
  await once(child, 'spawn').catch((error: unknown) => {
    throw new Error(`The Temporal CLI could not be run: ${(error as Error).message}`, { cause: error });
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('The Temporal CLI was started without a process id');

  const endWithThisProcess = (): void => signalGroup(pid, 'SIGTERM');
  process.once('exit', endWithThisProcess);
  let gone = false;
  const exited = (once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>).then(
    ([code, signal]): DevServerExit => {
      gone = true;
      process.off('exit', endWithThisProcess);
      return { code, signal, lastLines: lastLines.toString() };
    },
  );

  return {
    pid,
    exited,
    async stop() {
      if (gone) return;
      signalGroup(pid, 'SIGTERM');
      const kill = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMilliseconds);
      await exited;
      clearTimeout(kill);
    },
  };
}

/** The whole group, since the executable on PATH may be a shim that runs the real one. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
