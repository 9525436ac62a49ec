import type { RunInput } from './run-input.schema.ts';
import type { ModelPrices } from './prices.ts';
import type { TempoSample } from './run-tempo.ts';
import type { GateState, ShardOrders } from './steering.ts';
import type { LastDrop } from './last-drops.ts';
import type { PlanCursor, RunBounds, RunIdentity, RunSettings, Shard, Source } from './run.ts';
import type { Tally } from './tally.ts';

/** What `preferenceShard` is started with. */
export interface ShardInput {
  run: RunIdentity;
  source: Source;
  settings: RunSettings;
  output: RunInput['output'];
  shard: Shard;
  prices: ModelPrices;
  /** Models that had answered in this run before this shard began. */
  answered: string[];
  /** As in the plan. */
  modelsKept?: string[] | undefined;
  orders: ShardOrders;
}

/** What a run carries over when it continues as new: references and counts only. */
export interface CarriedRun {
  run: RunIdentity;
  input: RunInput;
  source: Source;
  shards: Shard[];
  next: PlanCursor | null;
  rowsPlanned: number;
  partsByShard: (number | null)[];
  tally: Tally;
  prices: ModelPrices;
  modelsKept?: string[] | undefined;
  searchAttributes: boolean;
  bounds: RunBounds;
  gate: GateState;
  lastDrops: LastDrop[];
  tempo: TempoSample[];
  startedAt: number;
}
