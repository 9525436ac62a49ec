import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { FailureType } from './failures.ts';
import type { Tally } from './run.ts';

export type RunState =
  'planning' | 'running' | 'paused' | 'stopping' | 'publishing' | 'completed' | 'failed' | 'cancelled';

/** Why a run starts no more calls for now. */
export interface Pause {
  reason: FailureType | 'Requested';
  message: string;
}

/** Whether activities may start, on a run and on each of its shards. */
export interface GateState {
  pause: Pause | null;
  /** How often it was opened again. A failure from before the last time says nothing about the world after it. */
  openings: number;
}

/** Answer of the `progress` query. */
export interface Progress {
  state: RunState;
  pause: Pause | null;
  rows: { planned: number; allPlanned: boolean; done: number; inFlight: number; left: number };
  pairs: number;
  dropped: Record<string, number>;
  usage: Tally['usage'];
  output: string | null;
}

export const progressQuery = defineQuery<Progress>('progress');

/** What is in flight is finished, nothing is started. Answered with the state it led to. */
export const pauseUpdate = defineUpdate<Progress>('pause');
export const resumeUpdate = defineUpdate<Progress>('resume');

/** What a shard tells its run, a few times a minute: counts only. */
export interface ShardProgress {
  shard: number;
  inFlight: number;
  tally: Tally;
}

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
  gate: GateState;
  /** Gives up what is in flight and writes what is done. */
  stop: boolean;
}

export const ordersSignal = defineSignal<[ShardOrders]>('orders');
