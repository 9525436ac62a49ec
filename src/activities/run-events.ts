import { log } from '@temporalio/activity';
import type { PublishDatasetInput, WriteShardInput } from '../contract/activities.ts';
import type { DatasetPlan, RunSummary } from '../contract/run.ts';
import { describeReading } from '../contract/source-reading.ts';
import { modelsOf } from './plan-dataset.ts';

/** What a worker's log says of runs: which and how many, never a text. Temporal adds the ids of run and activity. */
export function logPlanned({ input, source, planned, prices }: Omit<DatasetPlan, 'searchAttributes'>): void {
  const rows = planned.shards.reduce((sum, { rowCount }) => sum + rowCount, 0);
  log.info('Run planned', {
    rows,
    shards: planned.shards.length,
    allPlanned: planned.next === null,
    read: source.read ? describeReading(source.read) : undefined,
  });
  const unpriced = modelsOf(input).filter((model) => !Object.hasOwn(prices, model));
  if (unpriced.length === 0) return;
  log.warn('Models without a known price: their tokens are counted, in no cost and in no budget', {
    models: unpriced.join(', '),
  });
}

export function logWritten({ shard, part, rows }: WriteShardInput): void {
  log.info('Shard written', {
    shard,
    part,
    rows: rows.length,
    dropped: rows.filter(({ dropped }) => dropped).length,
  });
}

export function logPublished({ partial }: PublishDatasetInput, { rows, pairs, costUsd }: RunSummary): void {
  log.info('Run published', { rows, pairs, costUsd, partial: partial?.reason ?? null });
}
