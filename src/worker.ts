import { Runtime, Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import { datasetActivities, type DatasetSurroundings } from './activities/dataset-activities.ts';
import { checkActivities } from './activities/check-activities.ts';
import { modelActivities } from './activities/model-activities.ts';
import { recallActivities, type KeptAnswers } from './activities/recall-activities.ts';
import { AnswerBound } from './answers/answer-bound.ts';
import { openAnswers } from './answers/open-answers.ts';
import { answersByProvider } from './answers/answers-by-provider.ts';
import { pushActivities } from './activities/push-activities.ts';
import { tokenActivities } from './activities/token-activities.ts';
import type { Configuration } from './process/configuration.ts';
import { modelTaskQueue, preferenceTaskQueue } from './contract/names.ts';
import { buildId } from './output/application.ts';
import { outputPlaces } from './output/output-places.ts';
import { openSourceAccess } from './source/open-source-access.ts';
import { callMetrics } from './models/call-metrics.ts';
import type { ChatModel } from './models/chat-model.ts';
import { meteredChatModel } from './models/metered-chat-model.ts';
import { Providers, type Provider } from './models/providers.ts';
import { withRateLimitNotice } from './models/rate-limit-notice.ts';
import { registerSearchAttributes } from './process/search-attributes.ts';
import { traceActivities } from './process/tracing.ts';
import { workflowBundlePath } from './process/workflow-bundle-path.ts';

export interface WorkerPlace {
  connection: NativeConnection;
  namespace: string;
  /** For tests that share a server. */
  taskQueue?: string;
}

export interface RunningWorkers {
  /** The task queues served. */
  taskQueues: string[];
  /** Resolves when every worker has drained: after `shutdown`, or one of the process's shutdown signals. */
  stopped: Promise<void>;
  shutdown(): void;
}

/** Time beyond a provider's own timeout for a call's answer to be reported. */
const reportingMilliseconds = 10_000;

/** Heartbeats are otherwise held back for 0.8 of their timeout, which leaves no room for a late one. */
const maxHeartbeatThrottleInterval = '2 seconds';

/**
 * Starts a worker for the workflows with their reading and writing, and one for each provider on its own task queue,
 * so that a provider's limits hold for it alone.
 */
export async function startWorkers(
  place: WorkerPlace,
  configuration: Configuration,
): Promise<RunningWorkers> {
  const providers = new Providers(configuration.providers, configuration.simulatedLatencyMilliseconds);
  const registration = await registerSearchAttributes(place.connection, place.namespace);
  if (!registration.registered) {
    Runtime.instance().logger.warn(
      'Runs go without search attributes, which this worker could not register',
      {
        why: registration.why,
      },
    );
  }
  const answers = keptAnswers(configuration, providers);
  const surroundings = { searchAttributes: registration.registered, answers };
  const workers = [await datasetWorker(place, configuration, providers, surroundings)];
  for (const provider of providers.usable()) {
    const watched = { ...provider, chatModel: watchedChatModel(provider, providers) };
    workers.push(await modelWorker(place, configuration, watched, answers));
  }

  const stopAll = (): void => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  return {
    taskQueues: workers.map(({ options: { taskQueue } }) => taskQueue),
    // One that fails takes the others with it: half a worker would leave runs waiting.
    stopped: Promise.all(workers.map((worker) => worker.run().finally(stopAll))).then(() => undefined),
    shutdown: stopAll,
  };
}

async function datasetWorker(
  { connection, namespace, taskQueue = preferenceTaskQueue }: WorkerPlace,
  configuration: Configuration,
  providers: Providers,
  surroundings: Omit<DatasetSurroundings, 'outputs' | 'pushes'>,
): Promise<Worker> {
  const access = openSourceAccess(configuration);
  const outputs = outputPlaces(access.directory, configuration.objectStorage);
  return await Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle: { codePath: workflowBundlePath },
    ...(configuration.deployment === undefined ? {} : versionOf(configuration.deployment)),
    activities: {
      ...datasetActivities(access, providers, { ...surroundings, outputs, pushes: configuration.pushes }),
      ...pushActivities(outputs, configuration.pushes),
      ...recallActivities(surroundings.answers),
      ...tokenActivities(access),
      ...checkActivities(access),
    },
    interceptors: { activity: configuration.traced ? [await traceActivities()] : [] },
    maxConcurrentActivityTaskExecutions: 20,
    maxHeartbeatThrottleInterval,
    // A killed worker's workflow tasks wait this long before another takes them.
    stickyQueueScheduleToStartTimeout: '5 seconds',
    shutdownGraceTime: '1 minute',
  });
}

/** A run stays with the build that began it, and its shards with it; it may move where it continues as new. */
function versionOf(deploymentName: string): Pick<WorkerOptions, 'workerDeploymentOptions'> {
  return {
    workerDeploymentOptions: {
      version: { deploymentName, buildId: buildId() },
      useWorkerVersioning: true,
      defaultVersioningBehavior: 'PINNED',
    },
  };
}

async function modelWorker(
  { connection, namespace }: WorkerPlace,
  { shutdownGraceMilliseconds, traced }: Configuration,
  { name, chatModel, maxConcurrentRequests, requestsPerSecond, timeoutMilliseconds }: Provider,
  answers: KeptAnswers,
): Promise<Worker> {
  return await Worker.create({
    connection,
    namespace,
    taskQueue: modelTaskQueue(name),
    activities: modelActivities(chatModel, answers.get(name)),
    interceptors: { activity: traced ? [await traceActivities()] : [] },
    maxConcurrentActivityTaskExecutions: maxConcurrentRequests,
    ...(requestsPerSecond === undefined ? {} : { maxTaskQueueActivitiesPerSecond: requestsPerSecond }),
    maxHeartbeatThrottleInterval,
    shutdownGraceTime: shutdownGraceMilliseconds ?? timeoutMilliseconds + reportingMilliseconds,
  });
}

/** Of every provider whose answers are paid for; what the store has too much of goes, beside the work. */
function keptAnswers({ responseStore, objectStorage }: Configuration, providers: Providers): KeptAnswers {
  if (!responseStore) return new Map();
  const store = openAnswers(responseStore.place, objectStorage);
  const bound = new AnswerBound(store, responseStore.mostBytes, (error) => {
    const why = (error as Error).message;
    Runtime.instance().logger.warn('The oldest answers of RESPONSE_STORE could not be removed', { why });
  });
  bound.sweepBeside();
  return answersByProvider(store, bound, providers);
}

/** Counts every call, and logs its rate limits once a minute. */
function watchedChatModel({ name, chatModel }: Provider, providers: Providers): ChatModel {
  const { metricMeter, logger } = Runtime.instance();
  const metrics = callMetrics(metricMeter, name, (modelId) => providers.priceOf(`${name}/${modelId}`));
  return withRateLimitNotice(meteredChatModel(chatModel, metrics), (limited) => {
    logger.info('A provider limits the rate of calls, which are made again when it says', {
      provider: name,
      limited,
    });
  });
}
