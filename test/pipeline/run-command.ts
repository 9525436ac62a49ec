import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { inject, onTestFinished } from 'vitest';
import { until } from '../e2e/until.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface CommandPlace {
  /** Working directory and DATA_DIR. */
  folder: string;
  /** Default: the shared server. */
  address?: string;
  /** In a terminal of 40 lines and 110 columns; default: output goes to a pipe. */
  terminal?: boolean;
  /** Further variables. */
  environment?: Record<string, string>;
}

export interface RunningCommand {
  /** All it has written, to standard output and error. */
  output: () => string;
  untilSaid: (words: RegExp) => Promise<unknown>;
  /** What Ctrl-C does. */
  interrupt: () => unknown;
  /** Resolves with its exit code. */
  ended: Promise<number | null>;
}

/** Starts the built program as a user would. */
export function startCommand(
  { folder, address, terminal, environment: further }: CommandPlace,
  words: readonly string[],
): RunningCommand {
  const environment = {
    PATH: process.env['PATH'],
    HOME: folder,
    DATA_DIR: folder,
    TEMPORAL_ADDRESS: address ?? inject('temporalAddress'),
    TERM: 'xterm-256color',
    ...further,
  };
  const command = [process.execPath, cli, ...words];
  const child = terminal
    ? spawn(
        'script',
        ['-qefc', `stty rows 40 cols 110; exec ${command.map(quoted).join(' ')}`, '/dev/null'],
        {
          cwd: folder,
          env: environment,
        },
      )
    : spawn(command[0] ?? '', command.slice(1), { cwd: folder, env: environment });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  const ended = endOf(child);
  return {
    output: () => output,
    untilSaid: (said) =>
      until(`the command says ${said.source}`, () => {
        if (child.exitCode !== null && !said.test(output)) throw new Error(`The command ended:\n${output}`);
        return said.test(output);
      }),
    interrupt: () => (terminal ? child.stdin.write('\u0003') : child.kill('SIGINT')),
    ended,
  };
}

async function endOf(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'close')) as [number | null];
  return code;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

export interface Ended {
  code: number | null;
  output: string;
}

export async function runCommand(place: CommandPlace, words: readonly string[]): Promise<Ended> {
  const command = startCommand(place, words);
  return { code: await command.ended, output: command.output() };
}
