import { setTimeout as sleep } from 'node:timers/promises';
import { draw } from '../../scripted-provider/draw.ts';
import type { Counts, SeenRequest } from '../processes/provider-questions.ts';
import type { Kill } from './in-flight.ts';
import { Trial, type TrialOptions } from './trial.ts';

/** How large the trials are: the full ones of `npm run test:faults`, or the short ones of the test suite. */
export interface Scale {
  rows: number;
  latencyMilliseconds: number;
  kills: number;
  serverKills: number;
  terminations: number;
  secondsDown: number;
}

export interface Disturbance {
  kills: Kill[];
  /** What this trial has to say beyond the table's columns. */
  notes: string[];
  problems: string[];
}

export interface FaultTrial {
  name: string;
  options?: Partial<TrialOptions>;
  /** Ready before the run starts; one where it is left out. */
  workers?: number;
  /** The most answers a provider may charge for, beyond one for each call. */
  mayPayAgain: 'nothing' | 'what was in flight at the kills' | 'what was unread at the kills' | 'what failed';
  /** Only these reasons may cost a row its pair. */
  dropReasons: readonly string[];
  sameBytes: boolean;
  /** Runs beside the run, from before its first call. */
  disturb(trial: Trial, scale: Scale, disturbance: Disturbance): Promise<void>;
  inspect?(counts: Counts, disturbance: Disturbance): void;
}

const outcomes = ['Pair.Tie'];

export function faultTrials(scale: Scale): FaultTrial[] {
  const untouched = { mayPayAgain: 'nothing', dropReasons: outcomes, sameBytes: true } as const;
  const killed = { ...untouched, mayPayAgain: 'what was in flight at the kills' } as const;
  return [
    { name: 'no faults', ...untouched, disturb: () => Promise.resolve() },
    { name: `kill -9 of the only worker, ${scale.kills} times`, ...killed, disturb: killWorkers },
    {
      name: `kill -9 of the only worker, ${scale.kills} times, with RESPONSE_STORE`,
      ...untouched,
      mayPayAgain: 'what was unread at the kills',
      options: { keepsAnswers: true },
      disturb: killWorkers,
    },
    { name: `kill -9 of the dev server, ${scale.serverKills} times`, ...killed, disturb: killServer },
    { name: `SIGTERM, ${scale.terminations} times`, ...untouched, disturb: terminateWorkers },
    { name: 'two workers, one killed', ...killed, workers: 2, disturb: killOneOfTwo },
    {
      name: '5 % 429, 2 % 500, 1 % reset, 3 % unparseable, 1 % refused',
      mayPayAgain: 'what failed',
      dropReasons: [...outcomes, 'Llm.Refused'],
      sameBytes: false,
      options: {
        provider: {
          latencyMilliseconds: scale.latencyMilliseconds,
          mood: 'rambling',
          faults: { rateLimit: 0.05, serverError: 0.02, reset: 0.01, refusal: 0.01 },
        },
      },
      disturb: () => Promise.resolve(),
    },
    { name: `provider down for ${scale.secondsDown} s`, ...untouched, disturb: takeProviderDown },
    {
      name: 'provider takes 100 at a time, workers offer 200',
      ...untouched,
      options: {
        rowsInFlight: 200,
        maxConcurrentRequests: 100,
        // Slow enough that far more than a hundred calls would be in flight if the provider let them.
        provider: { latencyMilliseconds: 3_000, maxInFlight: 100 },
      },
      workers: 2,
      disturb: () => Promise.resolve(),
      inspect: ({ maxAccepted, byStatus }, { notes, problems }) => {
        notes.push(`at most ${maxAccepted} in flight, ${byStatus['429'] ?? 0} times 429`);
        if (maxAccepted > 100) problems.push('more than 100 were in flight');
      },
    },
  ];
}

/** When to strike: the counts of requests, drawn from the trial's name and in ascending order. */
function moments(name: string, count: number, { rows }: Scale): number[] {
  const drawn = Array.from({ length: count }, (_, place) => draw('moment', name, place));
  return drawn
    .map((share) => Math.ceil((0.05 + 0.85 * share) * rows * 4))
    .sort((first, second) => first - second);
}

async function killWorkers(trial: Trial, scale: Scale, { kills }: Disturbance): Promise<void> {
  for (const moment of moments('kill', scale.kills, scale)) {
    await trial.untilReceived(moment);
    const worker = trial.newestWorker();
    kills.push({ at: Date.now(), apiKey: worker.apiKey });
    await worker.kill();
    await trial.startWorker().untilReady();
  }
}

async function killServer(trial: Trial, scale: Scale, { kills }: Disturbance): Promise<void> {
  for (const moment of moments('server', scale.serverKills, scale)) {
    await trial.untilReceived(moment);
    kills.push({ at: Date.now() });
    await trial.server.kill();
    await trial.startServer();
  }
}

async function terminateWorkers(trial: Trial, scale: Scale, { problems }: Disturbance): Promise<void> {
  for (const moment of moments('terminate', scale.terminations, scale)) {
    await trial.untilReceived(moment);
    const code = await trial.newestWorker().terminate();
    if (code !== 0) problems.push(`a worker ended with code ${code}`);
    await trial.startWorker().untilReady();
  }
}

async function killOneOfTwo(trial: Trial, scale: Scale, disturbance: Disturbance): Promise<void> {
  const second = trial.newestWorker();
  await trial.untilReceived(scale.rows * 2);
  const before = await trial.provider.requests();
  disturbance.kills.push({ at: Date.now(), apiKey: second.apiKey });
  await second.kill();
  const share = shareOf(before, second.apiKey);
  disturbance.notes.push(`the killed one had done ${Math.round(100 * share)} %`);
  if (share < 0.3 || share > 0.7) disturbance.problems.push('the two did not share the work');
}

async function takeProviderDown(trial: Trial, scale: Scale): Promise<void> {
  await trial.untilReceived(scale.rows);
  await trial.provider.goDown(scale.secondsDown);
  await sleep(scale.secondsDown * 1_000);
}

function shareOf(requests: readonly SeenRequest[], apiKey: string): number {
  return requests.filter((request) => request.apiKey === apiKey).length / requests.length;
}
