import { defineSearchAttributeKey } from '@temporalio/common';
import { condition, upsertSearchAttributes } from '@temporalio/workflow';
import { knownUsd } from '../contract/cost.ts';
import { searchAttributeNames } from '../contract/names.ts';
import type { Progress } from '../contract/steering.ts';

const betweenUpdates = '30 seconds';

export const runNameAttribute = defineSearchAttributeKey(searchAttributeNames.name, 'KEYWORD');
const stateAttribute = defineSearchAttributeKey(searchAttributeNames.state, 'KEYWORD');
const droppedRowsAttribute = defineSearchAttributeKey(searchAttributeNames.droppedRows, 'INT');
const costAttribute = defineSearchAttributeKey(searchAttributeNames.costUsd, 'DOUBLE');

/** What the server's lists say of a run. */
interface Listing {
  name: string;
  state: string;
  droppedRows: number;
  /** Null where nothing of it is known. */
  costUsd: number | null;
}

/** Keeps a run's search attributes true: its state at once, what only counts twice a minute, and nothing unchanged. */
export class RunListing {
  #listed: Listing | undefined;
  readonly #progress: () => Progress;

  constructor(progress: () => Progress) {
    this.#progress = progress;
  }

  update(): void {
    const listing = listingOf(this.#progress());
    if (!this.#differsFrom(listing)) return;
    this.#listed = listing;
    upsertSearchAttributes([
      { key: runNameAttribute, value: listing.name },
      { key: stateAttribute, value: listing.state },
      { key: droppedRowsAttribute, value: listing.droppedRows },
      { key: costAttribute, value: listing.costUsd },
    ]);
  }

  /** Until cancelled. */
  async keepUpdating(): Promise<void> {
    for (;;) {
      this.update();
      await condition(() => this.#differsFrom(listingOf(this.#progress())));
      await condition(() => this.#progress().state !== this.#listed?.state, betweenUpdates);
    }
  }

  #differsFrom(listing: Listing): boolean {
    const keys = ['name', 'state', 'droppedRows', 'costUsd'] as const;
    return keys.some((key) => listing[key] !== this.#listed?.[key]);
  }
}

function listingOf({ name, state, dropped, cost }: Progress): Listing {
  const droppedRows = Object.values(dropped).reduce((sum, count) => sum + count, 0);
  return { name, state, droppedRows, costUsd: knownUsd(cost) };
}
