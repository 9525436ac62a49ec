import { condition, getExternalWorkflowHandle, isCancellation } from '@temporalio/workflow';
import type { Shard, Tally } from '../contract/run.ts';
import { ordersSignal, type ShardOrders, type ShardProgress } from '../contract/steering.ts';
import { addTallies, emptyTally } from '../contract/tally.ts';
import { allotRows, freeRows } from './allot-rows.ts';
import type { Gate } from './gate.ts';

interface ShardInWindow {
  shard: Shard;
  workflowId: string;
  /** As last sent. */
  orders: ShardOrders;
  progress: ShardProgress;
}

/** The shards a run has under way, and what it orders them to do. */
export class ShardWindow {
  rowsInFlight: number;
  stop = false;
  readonly #gate: Gate;
  readonly #running = new Map<number, ShardInWindow>();

  constructor(rowsInFlight: number, gate: Gate) {
    this.rowsInFlight = rowsInFlight;
    this.#gate = gate;
  }

  mayStart(): boolean {
    return this.stop || (this.#gate.pause === null && freeRows(this.rowsInFlight, this.#shards()) > 0);
  }

  /** Takes a shard in and says what it starts with. */
  add(shard: Shard, workflowId: string): ShardOrders {
    const rowsInFlight = Math.min(shard.rowCount, freeRows(this.rowsInFlight, this.#shards()));
    const orders = { rowsInFlight, gate: this.#gate.state, stop: this.stop };
    const progress = { shard: shard.index, inFlight: 0, tally: emptyTally() };
    this.#running.set(shard.index, { shard, workflowId, orders, progress });
    return orders;
  }

  remove(shard: Shard): void {
    this.#running.delete(shard.index);
  }

  /** News of a shard that has ended meanwhile is no news. */
  report(progress: ShardProgress): void {
    const running = this.#running.get(progress.shard);
    if (running) running.progress = progress;
  }

  rowsWorkedOn(): number {
    return [...this.#running.values()].reduce((sum, { progress }) => sum + progress.inFlight, 0);
  }

  tally(): Tally {
    return addTallies(...[...this.#running.values()].map(({ progress }) => progress.tally));
  }

  /** Sends shards their new orders whenever those have changed, until cancelled. */
  async keepOrdering(): Promise<void> {
    for (;;) {
      await condition(() => this.#newOrders().length > 0);
      for (const { member, orders } of this.#newOrders()) {
        member.orders = orders;
        await signalUnlessEnded(member.workflowId, orders);
      }
    }
  }

  #newOrders(): { member: ShardInWindow; orders: ShardOrders }[] {
    const allotments = allotRows(this.rowsInFlight, this.#shards());
    return [...this.#running.values()]
      .map((member, place) => ({
        member,
        orders: {
          rowsInFlight: allotments[place] ?? member.orders.rowsInFlight,
          gate: this.#gate.state,
          stop: this.stop,
        },
      }))
      .filter(({ member, orders }) => !sameOrders(member.orders, orders));
  }

  #shards() {
    return [...this.#running.values()].map(({ shard, orders, progress }) => ({
      remaining: shard.rowCount - progress.tally.rows,
      allotted: orders.rowsInFlight,
    }));
  }
}

function sameOrders(first: ShardOrders, second: ShardOrders): boolean {
  return (
    first.rowsInFlight === second.rowsInFlight && first.gate === second.gate && first.stop === second.stop
  );
}

/** A shard that ended before its signal arrived needs it no more. */
async function signalUnlessEnded(workflowId: string, orders: ShardOrders): Promise<void> {
  try {
    await getExternalWorkflowHandle(workflowId).signal(ordersSignal, orders);
  } catch (error) {
    if (isCancellation(error)) throw error;
  }
}
