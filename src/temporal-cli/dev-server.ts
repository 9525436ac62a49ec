import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { forgetOwner, recordOwner, refuseDatabaseInUse } from './database-owner.ts';
import { devServerArguments, type DevServerArguments } from './dev-server-arguments.ts';
import { startDevServerProcess, type DevServerExit, type DevServerProcess } from './dev-server-process.ts';
import { refuseTakenPort } from './refuse-taken-port.ts';
import { untilServing } from './until-serving.ts';

export interface DevServerOptions {
  /** Path of the Temporal CLI. */
  executable: string;
  /** Default: 127.0.0.1. */
  ip?: string;
  port: number;
  /** Without one there is no web UI. */
  uiPort?: number | undefined;
  /** Its folder is made if absent. Without one everything is kept in memory and gone with the server. */
  databaseFile?: string | undefined;
  /** Default: `default`. */
  namespace?: string;
  /** Default: `warn`. */
  logLevel?: DevServerArguments['logLevel'];
  extraArguments?: readonly string[];
  /** Default: 30,000. */
  startTimeoutMilliseconds?: number;
}

export interface DevServer {
  /** `<ip>:<port>` of the frontend. */
  address: string;
  /** Undefined when it was started without a UI port. */
  uiUrl: string | undefined;
  pid: number;
  /** Ends it: SIGTERM, and SIGKILL if it takes longer than 10 s. Resolves when it's gone; may be called twice. */
  stop: () => Promise<void>;
  /** Resolves when the process is gone, whether stopped or not. Never rejects. */
  exited: Promise<DevServerExit>;
}

/**
 * Starts `temporal server start-dev` and resolves when it serves the namespace. The terminal's Ctrl-C doesn't reach
 * it: it ends with `stop`, and when this process exits. A process that doesn't handle SIGINT, SIGTERM and SIGHUP
 * leaves it running when one of them ends it. Rejects, with nothing left running, if a port is taken, if a server
 * started here has the database open, or if the server ends or isn't serving in time.
 */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const { executable, startTimeoutMilliseconds = 30_000 } = options;
  const settings = withDefaults(options);
  const { ip, port, uiPort, databaseFile } = settings;

  if (databaseFile !== undefined) {
    await mkdir(dirname(databaseFile), { recursive: true });
    await refuseDatabaseInUse(databaseFile);
  }
  await refuseTakenPort(ip, port, 'the Temporal server');
  if (uiPort !== undefined) await refuseTakenPort(ip, uiPort, 'the Temporal UI');

  const commandLine = devServerArguments(settings);
  const server = await startDevServerProcess(executable, commandLine);
  const exited = databaseFile === undefined ? server.exited : forgottenOnExit(server, databaseFile);
  const stop = async (): Promise<void> => {
    await server.stop();
    await exited;
  };
  try {
    if (databaseFile !== undefined) await recordOwner(databaseFile, { pid: server.pid, ip, port });
    await servingOrGone(server, settings, startTimeoutMilliseconds);
  } catch (error) {
    await stop();
    throw failedStart([executable, ...commandLine], error, await exited);
  }
  return {
    address: `${ip}:${port}`,
    uiUrl: uiPort === undefined ? undefined : `http://${ip}:${uiPort}`,
    pid: server.pid,
    exited,
    stop,
  };
}

function withDefaults(options: DevServerOptions): DevServerArguments {
  const { port, uiPort, databaseFile } = options;
  const { ip = '127.0.0.1', namespace = 'default', logLevel = 'warn', extraArguments = [] } = options;
  return { ip, port, uiPort, databaseFile, namespace, logLevel, extraArguments };
}

async function forgottenOnExit({ exited }: DevServerProcess, databaseFile: string): Promise<DevServerExit> {
  const exit = await exited;
  // A record left behind does no harm: its process is gone.
  await forgetOwner(databaseFile).catch(() => undefined);
  return exit;
}

async function servingOrGone(
  { exited }: DevServerProcess,
  { ip, port, namespace }: DevServerArguments,
  timeoutMilliseconds: number,
): Promise<void> {
  const waiting = new AbortController();
  const gone = exited.then(({ code, signal }) => {
    throw new Error(code === null ? `it was ended by ${signal}` : `it exited with code ${code}`);
  });
  try {
    await Promise.race([
      gone,
      untilServing({ ip, port, namespace, timeoutMilliseconds, signal: waiting.signal }),
    ]);
  } finally {
    waiting.abort();
  }
}

function failedStart(commandLine: readonly string[], error: unknown, { lastLines }: DevServerExit): Error {
  return new Error(
    [
      `The Temporal dev server did not start: ${(error as Error).message}.`,
      `Command: ${commandLine.join(' ')}`,
      ...(lastLines ? ['Its last words:', lastLines] : []),
    ].join('\n'),
    { cause: error },
  );
}
