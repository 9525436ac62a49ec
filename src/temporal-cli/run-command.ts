import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs a command to its end. Throws with the last lines of its stderr if it fails or takes too long. */
export async function runCommand(
  executable: string,
  commandArguments: readonly string[],
  { timeoutMilliseconds }: { timeoutMilliseconds: number },
): Promise<void> {
  const signal = AbortSignal.timeout(timeoutMilliseconds);
  try {
    await execute(executable, commandArguments, { signal, maxBuffer: 16 * 1024 * 1024 });
  } catch (error) {
    if (signal.aborted) {
      throw new Error(`not finished after ${timeoutMilliseconds / 1000} s`, { cause: error });
    }
    throw new Error(lastLines(error) ?? (error as Error).message, { cause: error });
  }
}

function lastLines(error: unknown): string | undefined {
  const { stderr } = error as { stderr?: string };
  const lines = stderr?.trim().split('\n').slice(-3).join(' / ');
  return lines === '' ? undefined : lines;
}
