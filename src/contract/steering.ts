import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Cost, PricedUsage } from './cost.ts';
import type { PublishDatasetInput } from './activities.ts';
import type { FailedAttempt, RetriedCalls } from './retried-calls.ts';
import type { Failure, FailureType } from './failures.ts';
import type { LastDrop } from './last-drops.ts';
import type { Tally } from './tally.ts';

export type RunState =
  | 'planning'
  | 'running'
  /** Paused, with calls still in flight. */
  | 'draining'
  | 'paused'
  /** It ends before its last row, on request or for a failure: what is done is still written. */
  | 'stopping'
  | 'publishing'
  | 'pushing'
  | 'completed'
  | 'failed'
  | 'cancelled';

/** Why a run starts no more calls for now. */
export interface Pause {
  reason: FailureType | 'Requested';
  message: string;
  /** When the run goes on by itself, ISO 8601; left out where it waits for `resume`. */
  until?: string;
}

/** Whether activities may start, on a run and on each of its shards. */
export interface GateState {
  pause: Pause | null;
  /** How often it was opened again. A failure from before the last time says nothing about the world after it. */
  openings: number;
}

/** Answer of the `progress` query, and of every update: at most some seconds old. */
export interface Progress {
  name: string;
  state: RunState;
  /** Why it starts no more calls for now; also while those in flight are still awaited. */
  pause: Pause | null;
  rows: { planned: number; allPlanned: boolean; done: number; inFlight: number; left: number };
  /** Asked of models, and not answered yet. */
  callsInFlight: number;
  /** Calls that are being made again, by model; what passes within some seconds is left out. */
  retrying: RetriedCalls[];
  /** The most rows that may be in flight: `limits.rowsInFlight`, or as `setRowsInFlight` says; 0 until it is known. */
  rowsInFlight: number;
  pairs: number;
  dropped: Record<string, number>;
  /** By `<provider>/<model id>`. */
  usage: Record<string, PricedUsage>;
  cost: Cost & { budgetUsd: number | null };
  /** Over the last minute. */
  rate: { rowsPerMinute: number; callsPerMinute: number };
  /** If it goes on as it went; null while that cannot be told. */
  projected: { secondsLeft: number | null; usdTotal: number | null };
  /** The newest last. */
  lastDrops: LastDrop[];
  /** ISO 8601. */
  startedAt: string;
  /** What of the source was read from where; absent until it is planned. */
  read?: string;
  output: string | null;
}

export const progressQuery = defineQuery<Progress>('progress');

/**
 * What is in flight is finished, nothing is started. The Temporal CLI may leave the reason out. Each update is answered
 * with where it led to.
 */
export const pauseUpdate = defineUpdate<Progress, [reason: string | null]>('pause');
export const resumeUpdate = defineUpdate<Progress>('resume');
/** A whole number from 1 to 10,000. */
export const setRowsInFlightUpdate = defineUpdate<Progress, [rowsInFlight: number]>('setRowsInFlight');
/** US dollars for the whole run, 0 or more; null for no bound. */
export const setBudgetUpdate = defineUpdate<Progress, [budgetUsd: number | null]>('setBudget');

/**
 * No new rows; those in flight are awaited for so many seconds, 300 if nothing is said; then what is done is published
 * and the run completes, as partial. Again, with fewer seconds, it waits less.
 */
export const finishUpdate = defineUpdate<Progress, [seconds: number | null]>('finish');

/** What it takes to publish what a run has finished. */
export interface Unpublished extends Omit<PublishDatasetInput, 'partial'> {
  rowsPlanned: number;
}

/** Also of a run that has ended; null before it is planned. */
export const unpublishedQuery = defineQuery<Unpublished | null>('unpublished');

/** What a shard tells its run, a few times a minute: counts, and the newest of its losses. */
export interface ShardProgress {
  shard: number;
  /** Rows. */
  inFlight: number;
  callsInFlight: number;
  /** The openings of its closed gate, once nothing is in flight behind it; null before. */
  drained: number | null;
  tally: Tally;
  /** As it knows it. */
  allowanceUsd: ShardOrders['allowanceUsd'];
  /** What is spent, and what the calls in flight cost at their dearest. */
  committedUsd: number;
  /** The allowance with which its next call could start, where it has too little; null otherwise. */
  neededUsd: number | null;
  /** The allowance with which every call that waits could start; null where none waits for more. */
  wantedUsd: number | null;
  /** Since its last report, the newest last. */
  drops: LastDrop[];
  /** What will end the run. */
  failure: Failure | null;
  retrying: RetriedCalls[];
}

/** From a worker to the shard whose calls fail and are made again: at most one in ten seconds, none in a healthy run. */
export const failedAttemptsSignal = defineSignal<[FailedAttempt[]]>('failedAttempts');

export const shardProgressSignal = defineSignal<[ShardProgress]>('shardProgress');

/** A shard met a failure that pauses the whole run, unless the run was resumed since. */
export interface PauseRequest {
  pause: Pause;
  /** Of the run's gate, as the shard knew it when the failed activity began. */
  openings: number;
}

export const pauseRunSignal = defineSignal<[PauseRequest]>('pauseRun');

/** What a run tells a shard. */
export interface ShardOrders {
  /** How many rows it may have in flight; the run deals them out. */
  rowsInFlight: number;
  /** How much it may spend in all, of the run's budget; null where there is none. */
  allowanceUsd: number | null;
  gate: GateState;
  stop: StopOrder | null;
}

/** Starts no row any more, waits for what is in flight, gives up the rest and writes what is done. */
export interface StopOrder {
  /** Whether rows in flight may go on to their end; if not, only the calls in flight are awaited. */
  mayCall: boolean;
  patienceSeconds: number;
}

export const ordersSignal = defineSignal<[ShardOrders]>('orders');
