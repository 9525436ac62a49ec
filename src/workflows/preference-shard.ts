import {
  CancellationScope,
  isCancellation,
  log,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { dropRow, type KeptRow } from '../preference/keep-columns.ts';
import { costOfCall } from '../contract/cost.ts';
import type { LoadedRow, ShardReport } from '../contract/run.ts';
import { ordersSignal } from '../contract/steering.ts';
import { splitBySize } from '../contract/split-by-size.ts';
import { tallyOfCall, tallyOfReused, tallyOfRow } from '../contract/tally.ts';
import { modelsCalled } from '../contract/usage.ts';
import type { ShardInput } from '../contract/workflows.ts';
import { datasetActivities } from './activity-proxies.ts';
import { Allowance } from './allowance.ts';
import { lossesShown, shardDetails, type CallLoss } from './current-details.ts';
import { Gate } from './gate.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { ModelCalls } from './model-calls.ts';
import { rankConversation } from './rank-conversation.ts';
import { rowsLabel } from './rows-label.ts';
import { ShardReporter } from './shard-reporter.ts';

/** Ranks the conversations of one shard, all rows inline, and writes them. Text stays here; its run gets counts. */
export async function preferenceShard(input: ShardInput): Promise<ShardReport> {
  const { run, source, settings, output, shard, prices, modelsKept = [] } = input;
  let orders = input.orders;
  const ranking = new CancellationScope();
  const gate = new Gate(orders.gate, (request) => reporter.askForPause(request));
  const allowance = new Allowance(orders.allowanceUsd);
  const reporter = new ShardReporter(shard.index, workflowInfo().parent?.workflowId, gate, allowance);
  let losses: CallLoss[] = [];
  const calls = new ModelCalls({
    gate,
    allowance,
    prices,
    modelsKept,
    reuse: settings.reuse ?? true,
    meter: (model, { usage, reused }) => {
      if (!reused) allowance.spend(costOfCall(model, usage, prices));
      reporter.add(reused ? tallyOfReused(model, usage) : tallyOfCall(model, usage));
    },
    hasAnswered: {
      provider: (provider) => modelsAnswered().some((model) => model.startsWith(`${provider}/`)),
      model: (model) => modelsAnswered().includes(model),
    },
    lose: (label, loss) => {
      losses = [...losses, { label, ...loss }].slice(-lossesShown);
      // Its detail may quote a text; the history has it.
      log.warn('Call given up', { call: label, reason: loss.reason });
      showDetails();
    },
  });
  const modelsAnswered = () => [...input.answered, ...modelsCalled(reporter.tally.usage)];
  const showDetails = () => {
    setCurrentDetails(shardDetails({ shard, reporter, gate, prices, losses }));
  };

  setHandler(
    ordersSignal,
    (given) => {
      orders = given;
      gate.follow(given.gate);
      if (allowance.set(given.allowanceUsd)) reporter.acknowledge();
      if (given.stop) ranking.cancel();
      showDetails();
    },
    { description: 'From the run: rows in flight, allowance, pause and stop' },
  );
  showDetails();

  return await reporter.during(async () => {
    const rows = await gate.through(() =>
      datasetActivities.loadShard.executeWithOptions({ summary: rowsLabel(shard) }, [
        { source, settings: { turns: settings.turns, rows: settings.rows }, shard },
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
    showDetails();
    return { tally: reporter.tally, parts: parts.length, drops: reporter.takeDrops() };
  });

  async function keepRow(loaded: LoadedRow): Promise<KeptRow> {
    const kept =
      loaded.kind === 'dropped'
        ? dropRow(loaded.rowId, loaded.dropped)
        : await rankConversation(loaded, settings, calls);
    reporter.add(tallyOfRow(kept));
    if (kept.dropped) reporter.addDrop({ rowId: kept.rowId, ...kept.dropped });
    showDetails();
    return kept;
  }
}
