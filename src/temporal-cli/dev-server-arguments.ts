export interface DevServerArguments {
  ip: string;
  port: number;
  /** Without one there is no web UI. */
  uiPort: number | undefined;
  /** Without one everything is kept in memory and gone with the server. */
  databaseFile: string | undefined;
  namespace: string;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'never';
  extraArguments: readonly string[];
}

/** A server of one process gains nothing from the four parts in which a task queue is kept for a cluster's many. */
const onePartPerQueue = ['Read', 'Write'].flatMap((kind) => [
  '--dynamic-config-value',
  `matching.numTaskqueue${kind}Partitions=1`,
]);

/** The command line after `temporal`. */
export function devServerArguments(options: DevServerArguments): string[] {
  const { ip, port, uiPort, databaseFile, namespace, logLevel, extraArguments } = options;
  return [
    ...['server', 'start-dev'],
    ...['--ip', ip],
    ...['--port', String(port)],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
    ...(databaseFile === undefined ? [] : ['--db-filename', databaseFile]),
    ...(namespace === 'default' ? [] : ['--namespace', namespace]),
    ...['--log-level', logLevel],
    ...onePartPerQueue,
    ...extraArguments,
  ];
}
