import { CancellationScope, isCancellation, setHandler, workflowInfo } from '@temporalio/workflow';
import { dropRow, type KeptRow } from '../preference/keep-columns.ts';
import type { LoadedRow, ShardReport } from '../contract/run.ts';
import { ordersSignal } from '../contract/steering.ts';
import { splitBySize } from '../contract/split-by-size.ts';
import { tallyOfCall, tallyOfRow } from '../contract/tally.ts';
import type { ShardInput } from '../contract/workflows.ts';
import { datasetActivities } from './activity-proxies.ts';
import { Gate } from './gate.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { ModelCalls } from './model-calls.ts';
import { rankConversation } from './rank-conversation.ts';
import { rowsLabel } from './rows-label.ts';
import { ShardReporter } from './shard-reporter.ts';

/** Ranks the conversations of one shard, all rows inline, and writes them. Text stays here; its run gets counts. */
export async function preferenceShard(input: ShardInput): Promise<ShardReport> {
  const { run, source, settings, output, shard } = input;
  let orders = input.orders;
  const ranking = new CancellationScope();
  const reporter = new ShardReporter(shard.index, workflowInfo().parent?.workflowId);
  const gate = new Gate(orders.gate, (request) => reporter.askForPause(request));
  const calls = new ModelCalls(gate, (model, usage) => reporter.add(tallyOfCall(model, usage)));

  setHandler(ordersSignal, (given) => {
    orders = given;
    gate.follow(given.gate);
    if (given.stop) ranking.cancel();
  });

  return await reporter.during(async () => {
    const rows = await gate.through(() =>
      datasetActivities.loadShard.executeWithOptions({ summary: rowsLabel(shard) }, [
        { source, turns: settings.turns, shard },
      ]),
    );
    const kept: (KeptRow | undefined)[] = [];
    await ranking
      .run(() =>
        mapConcurrently(
          rows.entries(),
          (inFlight) => inFlight < orders.rowsInFlight,
          async ([place, row]) => {
            kept[place] = await reporter.countRow(() => keepRow(row));
          },
        ),
      )
      .catch((error: unknown) => {
        if (!(orders.stop && isCancellation(error))) throw error;
      });
    const parts = splitBySize(kept.filter((row) => row !== undefined));
    for (const [part, partRows] of parts.entries()) {
      await gate.through(() =>
        datasetActivities.writeShard.executeWithOptions({ summary: `${rowsLabel(shard)} · part ${part}` }, [
          { run, output, shard: shard.index, part, rows: partRows },
        ]),
      );
    }
    return { tally: reporter.tally, parts: parts.length };
  });

  async function keepRow(loaded: LoadedRow): Promise<KeptRow> {
    const kept =
      loaded.kind === 'dropped'
        ? dropRow(loaded.rowId, loaded.dropped)
        : await rankConversation(loaded, settings, calls);
    reporter.add(tallyOfRow(kept));
    return kept;
  }
}
