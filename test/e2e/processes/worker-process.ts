import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { until } from '../until.ts';

export interface WorkerOptions {
  address: string;
  dataDirectory: string;
  providersFile: string;
  apiKey: string;
  responseStore?: string | undefined;
  /** Further variables of the worker. */
  environment?: Record<string, string> | undefined;
}

export interface WorkerProcess {
  pid: number;
  apiKey: string;
  /** All it has written, to standard output and error. */
  output(): string;
  untilReady(): Promise<void>;
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with its exit code when it is gone. */
  terminate(): Promise<number | null>;
}

const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

/** `npm run worker` as users start it, from what `npm run build` made. */
export function startWorkerProcess(options: WorkerOptions): WorkerProcess {
  const { address, dataDirectory, providersFile, apiKey, responseStore, environment } = options;
  const child = spawn(process.execPath, [cli, 'worker'], {
    cwd: dataDirectory,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      TEMPORAL_ADDRESS: address,
      DATA_DIR: dataDirectory,
      PROVIDERS_FILE: providersFile,
      SCRIPTED_API_KEY: apiKey,
      LOG_LEVEL: 'DEBUG',
      RESPONSE_STORE: responseStore ?? 'off',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  let output = '';
  let gone = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  const goneAs = exited.then(([code]) => {
    process.off('exit', kill);
    gone = true;
    return code;
  });

  return {
    pid: child.pid ?? 0,
    apiKey,
    output: () => output,
    async untilReady() {
      await until('the worker is ready', () => {
        if (gone) throw new Error(`The worker ended before it was ready:\n${output}`);
        return output.includes('Worker ready');
      }).catch((error: unknown) => {
        throw new Error(`${(error as Error).message}; it said:\n${output}`);
      });
    },
    async kill() {
      kill();
      await goneAs;
    },
    async terminate() {
      child.kill('SIGTERM');
      return await goneAs;
    },
  };
}
