import { costOfUsage, writtenCost, writtenKnown, writtenUsd } from '../contract/cost.ts';
import type { ModelPrices } from '../contract/prices.ts';
import { describeDropped } from '../contract/failed-rows.ts';
import { markdownTable, plainMarkdown } from '../contract/plain-markdown.ts';
import type { Shard } from '../contract/run.ts';
import type { RetriedCalls } from '../contract/retried-calls.ts';
import type { Pause, Progress } from '../contract/steering.ts';
import type { Gate } from './gate.ts';
import { rowsLabel } from './rows-label.ts';
import type { ShardReporter } from './shard-reporter.ts';

/** How many lost calls a shard shows. */
export const lossesShown = 10;

/** A call that was given up, by the label that its activity has in the Temporal UI. */
export interface CallLoss {
  label: string;
  reason: string;
  detail: string;
}

/** What the Temporal UI shows of a run while it goes on, in Markdown. */
export function runDetails(progress: Progress): string {
  const { state, pause, rows, callsInFlight, retrying, pairs, dropped, cost, rate, lastDrops } = progress;
  const planned = `${rows.planned}${rows.allPlanned ? '' : '+'}`;
  return [
    markdownTable(
      ['', ''],
      [
        ['State', statedWith(state, pause)],
        ['Rows', `${rows.done} of ${planned} done, ${rows.inFlight} in flight, ${rows.left} left`],
        ['Calls', `${callsInFlight} in flight, ${rate.callsPerMinute} a minute`],
        ['Pairs', String(pairs)],
        ['Dropped', describeDropped(dropped) || 'none'],
        ['Cost', costOf(cost)],
      ],
    ),
    ...retryTable(retrying),
    ...lossTable(
      'Rows dropped last',
      'Row',
      lastDrops.map(({ rowId, ...loss }) => ({ lost: rowId, ...loss })),
    ),
  ].join('\n\n');
}

interface ShardStanding {
  shard: Shard;
  reporter: Pick<ShardReporter, 'tally' | 'rowsInFlight'>;
  gate: Gate;
  prices: ModelPrices;
  losses: readonly CallLoss[];
  retrying: readonly RetriedCalls[];
}

/** What the Temporal UI shows of a shard: how far it is, and which calls were lost to what. */
export function shardDetails({ shard, reporter, gate, prices, losses, retrying }: ShardStanding): string {
  const { tally, rowsInFlight } = reporter;
  return [
    markdownTable(
      [rowsLabel(shard), gate.pause ? statedWith('paused', gate.pause) : ''],
      [
        ['Rows', `${tally.rows} of ${shard.rowCount} done, ${rowsInFlight} in flight`],
        ['Pairs', String(tally.pairs)],
        ['Dropped', describeDropped(tally.dropped) || 'none'],
        ['Cost', plainMarkdown(writtenCost(costOfUsage(tally.usage, prices)))],
      ],
    ),
    ...retryTable(retrying),
    ...lossTable(
      'Calls lost last',
      'Call',
      losses.map(({ label, ...loss }) => ({ lost: label, ...loss })),
    ),
  ].join('\n\n');
}

/** Nothing while all goes well. */
function retryTable(retrying: readonly RetriedCalls[]): string[] {
  if (retrying.length === 0) return [];
  const rows = retrying.map(({ model, calls, attempts, nextAt, says }) => [
    cell(model),
    String(calls),
    String(attempts),
    cell(nextAt.replace(/\.\d+Z$/, 'Z')),
    cell(says),
  ]);
  return [
    'Calls that are being made again',
    markdownTable(['Model', 'Calls', 'Attempts so far', 'Next', 'The last said'], rows),
  ];
}

interface Loss {
  lost: string;
  reason: string;
  detail: string;
}

/** Nothing where nothing was lost. */
function lossTable(title: string, what: string, losses: readonly Loss[]): string[] {
  if (losses.length === 0) return [];
  const rows = losses.map(({ lost, reason, detail }) => [lost, reason, detail].map(cell));
  return [title, markdownTable([what, 'Reason', 'Detail'], rows)];
}

function cell(text: string): string {
  return plainMarkdown(text);
}

function statedWith(state: string, pause: Pause | null): string {
  return pause ? `${state}: ${plainMarkdown(pause.message)}` : state;
}

function costOf({ usd, budgetUsd, unpriced, estimated }: Progress['cost']): string {
  const budget = budgetUsd === null ? '' : ` of ${plainMarkdown(writtenUsd(budgetUsd))}`;
  const without = unpriced.length === 0 ? '' : `, without ${unpriced.map((model) => cell(model)).join(', ')}`;
  const guessed = estimated.length === 0 ? '' : ', estimated in part';
  return `${plainMarkdown(writtenKnown({ usd, unpriced }))}${budget}${without}${guessed}`;
}
