import { condition, getExternalWorkflowHandle, isCancellation } from '@temporalio/workflow';
import { costOfUsage } from '../contract/cost.ts';
import type { Shard } from '../contract/run.ts';
import { mergeRetriedCalls, type RetriedCalls } from '../contract/retried-calls.ts';
import { ordersSignal, type ShardOrders, type ShardProgress, type StopOrder } from '../contract/steering.ts';
import { addTallies, emptyTally, type Tally } from '../contract/tally.ts';
import type { CarriedRun } from '../contract/workflows.ts';
import { allotRows, freeRows } from './allot-rows.ts';
import { dealAllowances } from './deal-allowances.ts';
import type { Gate } from './gate.ts';

interface ShardInWindow {
  shard: Shard;
  workflowId: string;
  /** As last sent. */
  orders: ShardOrders;
  /** The largest allowance it may still be using: that before a cut, until it has told that it knows of the cut. */
  heldUsd: number;
  /** While it gets its first orders. */
  isNew: boolean;
  progress: ShardProgress;
}

/** The shards a run has under way, and what it orders them to do. */
export class ShardWindow {
  /** Set once the run ends before its last row. */
  stop: StopOrder | null = null;
  readonly #run: CarriedRun;
  readonly #gate: Gate;
  readonly #running = new Map<number, ShardInWindow>();

  constructor(run: CarriedRun, gate: Gate) {
    this.#run = run;
    this.#gate = gate;
  }

  mayStart(): boolean {
    return this.stop !== null || (this.#gate.pause === null && this.#freeRows() > 0);
  }

  /** Takes a shard in and says what it starts with. */
  add(shard: Shard, workflowId: string): ShardOrders {
    const rowsInFlight = Math.min(shard.rowCount, this.#freeRows());
    const orders: ShardOrders = { rowsInFlight, allowanceUsd: 0, gate: this.#gate.state, stop: this.stop };
    const progress = nothingYet(shard);
    const member: ShardInWindow = { shard, workflowId, orders, heldUsd: 0, isNew: true, progress };
    this.#running.set(shard.index, member);
    order(member, { ...orders, allowanceUsd: this.#allowances()?.at(-1) ?? null });
    member.isNew = false;
    return member.orders;
  }

  /** Returns how far it last said it was. */
  remove({ index }: Shard): Tally {
    const member = this.#running.get(index);
    this.#running.delete(index);
    return member?.progress.tally ?? emptyTally();
  }

  /** News of a shard that has ended meanwhile is no news. */
  report(progress: ShardProgress): void {
    const running = this.#running.get(progress.shard);
    if (!running) return;
    running.progress = progress;
    if (progress.allowanceUsd === running.orders.allowanceUsd) running.heldUsd = allowedBy(running.orders);
  }

  rowsWorkedOn(): number {
    return this.#members().reduce((sum, { progress }) => sum + progress.inFlight, 0);
  }

  callsInFlight(): number {
    return this.#members().reduce((sum, { progress }) => sum + progress.callsInFlight, 0);
  }

  retrying(): RetriedCalls[] {
    return mergeRetriedCalls(this.#members().flatMap(({ progress }) => progress.retrying));
  }

  /** Whether every shard has said that nothing is in flight behind the gate, which is closed. */
  isDrained(): boolean {
    return this.#members().every(({ progress }) => progress.drained === this.#gate.state.openings);
  }

  tally(): Tally {
    return addTallies(...this.#members().map(({ progress }) => progress.tally));
  }

  /**
   * Where the budget leaves no room for any call: what the cheapest call that waits may cost beyond it, in dollars.
   * While anything is in flight, or a shard can go on, undefined.
   */
  lackingUsd(): number | undefined {
    const allowances = this.#allowances();
    const members = this.#members();
    if (!allowances || members.length === 0) return undefined;
    const lacking = members.map(({ orders, progress: { allowanceUsd, neededUsd, callsInFlight } }, place) => {
      const lacks = (neededUsd ?? 0) - (allowances[place] ?? 0);
      return allowanceUsd === orders.allowanceUsd && callsInFlight === 0 && lacks > 0 ? lacks : undefined;
    });
    return lacking.includes(undefined) ? undefined : Math.min(...lacking.map((usd) => usd ?? 0));
  }

  /** Sends shards their new orders whenever those have changed, until cancelled. */
  async keepOrdering(): Promise<void> {
    for (;;) {
      await condition(() => this.#newOrders().length > 0);
      const news = this.#newOrders();
      // All noted before the first is sent: what is dealt out meanwhile counts them.
      for (const { member, orders } of news) order(member, orders);
      for (const { member, orders } of news) await signalUnlessEnded(member.workflowId, orders);
    }
  }

  #newOrders(): { member: ShardInWindow; orders: ShardOrders }[] {
    const allotments = allotRows(this.#run.bounds.rowsInFlight, this.#shards());
    const allowances = this.#allowances();
    return this.#members()
      .map((member, place) => ({
        member,
        orders: {
          rowsInFlight: allotments[place] ?? member.orders.rowsInFlight,
          allowanceUsd: allowances?.[place] ?? null,
          gate: this.#gate.state,
          stop: this.stop,
        },
      }))
      .filter(({ member, orders }) => !sameOrders(member.orders, orders));
  }

  /** Null without a budget. */
  #allowances(): number[] | null {
    const { bounds, tally, prices } = this.#run;
    if (bounds.budgetUsd === null) return null;
    return dealAllowances(
      bounds.budgetUsd - costOfUsage(tally.usage, prices).usd,
      this.#members().map(({ orders, heldUsd, isNew, progress }) => {
        const spentUsd = costOfUsage(progress.tally.usage, prices).usd;
        return {
          allowedUsd: isNew ? null : allowedBy(orders),
          heldUsd: Math.max(heldUsd, spentUsd, progress.committedUsd),
          spentUsd,
          neededUsd: progress.neededUsd,
          wantedUsd: progress.wantedUsd,
        };
      }),
    );
  }

  #freeRows(): number {
    return freeRows(this.#run.bounds.rowsInFlight, this.#shards());
  }

  #members(): ShardInWindow[] {
    return [...this.#running.values()];
  }

  #shards() {
    return this.#members().map(({ shard, orders, progress }) => ({
      remaining: shard.rowCount - progress.tally.rows,
      allotted: orders.rowsInFlight,
    }));
  }
}

function order(member: ShardInWindow, orders: ShardOrders): void {
  member.orders = orders;
  member.heldUsd = Math.max(member.heldUsd, allowedBy(orders));
}

function allowedBy({ allowanceUsd }: ShardOrders): number {
  return allowanceUsd ?? Infinity;
}

function nothingYet({ index }: Shard): ShardProgress {
  return {
    shard: index,
    inFlight: 0,
    callsInFlight: 0,
    drained: null,
    tally: emptyTally(),
    allowanceUsd: 0,
    committedUsd: 0,
    neededUsd: null,
    wantedUsd: null,
    drops: [],
    failure: null,
    retrying: [],
  };
}

function sameOrders(first: ShardOrders, second: ShardOrders): boolean {
  return (
    first.rowsInFlight === second.rowsInFlight &&
    first.allowanceUsd === second.allowanceUsd &&
    first.gate === second.gate &&
    first.stop === second.stop
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
