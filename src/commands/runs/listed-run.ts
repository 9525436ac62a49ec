import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import { searchAttributeNames } from '../../contract/names.ts';
import type { RunSummary } from '../../contract/run.ts';
import { progressQuery, type Progress } from '../../contract/steering.ts';

const longestAnswer = 3_000;

/** A run as a list shows it; what could not be had is undefined. */
export interface ListedRun {
  workflowId: string;
  name: string | undefined;
  state: string;
  rows: { done: number; planned: number } | undefined;
  pairs: number | undefined;
  dropped: number | undefined;
  costUsd: number | undefined;
  /** Whether models without a price were called too. */
  costIsPart?: boolean;
  startedAt: Date;
  endedAt: Date | undefined;
}

const nameKey = defineSearchAttributeKey(searchAttributeNames.name, 'KEYWORD');
const stateKey = defineSearchAttributeKey(searchAttributeNames.state, 'KEYWORD');
const droppedKey = defineSearchAttributeKey(searchAttributeNames.droppedRows, 'INT');
const costKey = defineSearchAttributeKey(searchAttributeNames.costUsd, 'DOUBLE');

/**
 * Visibility knows state, losses and cost where the server has the search attributes; rows come from the run itself,
 * while it goes on, or from its result. A run that does not answer in time is listed without them.
 */
export async function listedRun(client: Client, execution: WorkflowExecutionInfo): Promise<ListedRun> {
  const { workflowId, startTime, closeTime, status, typedSearchAttributes: attributes } = execution;
  const counts = await countsOf(client, execution);
  const closed = status.name !== 'RUNNING';
  return {
    ...counts,
    workflowId,
    name: counts.name ?? attributes.get(nameKey),
    // One that was ended from outside could not say so in its attribute.
    state: closed
      ? status.name.toLowerCase().replaceAll('_', ' ')
      : (counts.state ?? attributes.get(stateKey) ?? 'running'),
    dropped: counts.dropped ?? attributes.get(droppedKey),
    // The attribute knows of no model without a price: nothing may be all that is known.
    costUsd: counts.rows ? counts.costUsd : aboveNothing(attributes.get(costKey)),
    startedAt: startTime,
    endedAt: closeTime,
  };
}

type Counts = Pick<ListedRun, 'name' | 'rows' | 'pairs' | 'dropped' | 'costUsd' | 'costIsPart'> & {
  state: string | undefined;
};

const nothing: Counts = {
  name: undefined,
  state: undefined,
  rows: undefined,
  pairs: undefined,
  dropped: undefined,
  costUsd: undefined,
};

async function countsOf(
  client: Client,
  { workflowId, runId, status }: WorkflowExecutionInfo,
): Promise<Counts> {
  const run = client.workflow.getHandle<() => Promise<RunSummary>>(workflowId, runId);
  const inTime = <Answer>(ask: () => Promise<Answer>) => client.withDeadline(Date.now() + longestAnswer, ask);
  try {
    if (status.name === 'COMPLETED') return countsOfSummary(await inTime(() => run.result()));
    if (status.name === 'RUNNING') return countsOfProgress(await inTime(() => run.query(progressQuery)));
  } catch {
    return nothing; // No worker, or a history that is gone: the list has what visibility knows.
  }
  return nothing;
}

function countsOfSummary({ rows, pairs, dropped, costUsd, unpriced }: RunSummary): Counts {
  const known = knownCost(costUsd, unpriced);
  return { ...nothing, rows: { done: rows, planned: rows }, pairs, dropped: sum(dropped), ...known };
}

function countsOfProgress({ name, state, rows, pairs, dropped, cost }: Progress): Counts {
  return { name, state, rows, pairs, dropped: sum(dropped), ...knownCost(cost.usd, cost.unpriced) };
}

function aboveNothing(usd: number | undefined): number | undefined {
  return usd === 0 ? undefined : usd;
}

function knownCost(usd: number | null, unpriced: readonly string[]): Pick<Counts, 'costUsd' | 'costIsPart'> {
  const isPart = unpriced.length > 0;
  return usd === null || (usd === 0 && isPart)
    ? { costUsd: undefined }
    : { costUsd: usd, ...(isPart ? { costIsPart: true } : {}) };
}

function sum(dropped: Record<string, number>): number {
  return Object.values(dropped).reduce((total, each) => total + each, 0);
}
