import { DefaultLogger, makeTelemetryFilterString, Runtime, type RuntimeOptions } from '@temporalio/worker';
import { ConfigurationProblem, type Configuration } from './configuration.ts';
import { jsonLogger } from './log.ts';

/** Of a call's answer, in seconds: from a small local model to a long answer. */
const callSeconds = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600];

/** Once per process, before the first worker. */
export function installRuntime({
  logLevel,
  metricsAddress,
}: Pick<Configuration, 'logLevel' | 'metricsAddress'>): void {
  const options: RuntimeOptions = {
    shutdownSignals: ['SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGHUP'],
    logger: jsonLogger(logLevel),
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) },
      ...(metricsAddress === undefined ? {} : { metrics: { prometheus: prometheusAt(metricsAddress) } }),
    },
  };
  try {
    Runtime.install(options);
  } catch (error) {
    if (metricsAddress === undefined) throw error;
    throw new ConfigurationProblem(
      `METRICS_ADDRESS "${metricsAddress}" could not be opened: ${(error as Error).message}`,
    );
  }
}

/** Names as Prometheus would have them: `_total` for counters, seconds for durations. */
function prometheusAt(bindAddress: string) {
  return {
    bindAddress,
    countersTotalSuffix: true,
    unitSuffix: true,
    useSecondsForDurations: true,
    histogramBucketOverrides: { llm_call_duration: callSeconds },
  };
}

/** For replays, of which the SDK logs what their caller says better. */
export function installSilentRuntime(): void {
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    telemetryOptions: { logging: { filter: 'off' } },
  });
}
