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
import { takesImages } from '../contract/takes-images.ts';
import type { LoadedRow, ShardReport } from '../contract/run.ts';
import { failedAttemptsSignal, ordersSignal } from '../contract/steering.ts';
import { tallyOfCall, tallyOfLoss, tallyOfReported, tallyOfReused, tallyOfRow } from '../contract/tally.ts';
import { modelsCalled } from '../contract/usage.ts';
import type { ShardInput } from '../contract/workflows.ts';
import { datasetActivities } from './activity-proxies.ts';
import { Allowance } from './allowance.ts';
import { alongside } from './alongside.ts';
import { CallsInTrouble } from './calls-in-trouble.ts';
import { lossesShown, shardDetails, type CallLoss } from './current-details.ts';
import { EarlyStop } from './early-stop.ts';
import { Gate } from './gate.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { ModelCalls } from './model-calls.ts';
import { failureOf } from './named-failure.ts';
import { patienceAfter } from '../contract/patience.ts';
import { rankConversation } from './rank-conversation.ts';
import { rowsLabel } from './rows-label.ts';
import { ShardReporter } from './shard-reporter.ts';
import { writeRows, writeRowsOfCancelled } from './write-rows.ts';

/** Ranks the conversations of one shard, all rows inline, and writes them. Text stays here; its run gets counts. */
export async function preferenceShard(input: ShardInput): Promise<ShardReport> {
  const { source, settings, shard, prices, modelsKept = [] } = input;
  let orders = input.orders;
  const ranking = new CancellationScope();
  const stop = new EarlyStop(orders.stop);
  const gate = new Gate(orders.gate, (request) => reporter.askForPause(request));
  const allowance = new Allowance(orders.allowanceUsd);
  const inTrouble = new CallsInTrouble();
  const reporter = new ShardReporter(shard.index, workflowInfo().parent?.workflowId, {
    gate,
    allowance,
    inTrouble,
  });
  const isQuiet = () => allowance.callsInFlight === 0;
  let losses: CallLoss[] = [];
  const calls = new ModelCalls({
    gate,
    allowance,
    prices,
    inTrouble,
    modelsKept,
    reuse: settings.reuse ?? true,
    meter: (model, { usage, reused, call }) => {
      if (!reused) allowance.spend(costOfCall(model, usage, prices) ?? 0);
      reporter.add(reused ? tallyOfReused(model, usage) : tallyOfCall(model, usage));
      if (call?.model !== undefined) reporter.add(tallyOfReported(model, call.model));
    },
    hasAnswered: {
      provider: (provider) => modelsAnswered().some((model) => model.startsWith(`${provider}/`)),
      model: (model) => modelsAnswered().includes(model),
    },
    mayCall: () => stop.mayCall(),
    lose: ({ model, label, wasAnswered }, loss) => {
      reporter.add(tallyOfLoss(model, loss.reason, wasAnswered));
      losses = [...losses, { label, ...loss }].slice(-lossesShown);
      // Its detail may quote a text; the history has it.
      log.warn(wasAnswered ? 'Answer of no use' : 'Call given up', { call: label, reason: loss.reason });
      showDetails();
    },
  });
  const modelsAnswered = () => [...input.answered, ...modelsCalled(reporter.tally.usage)];
  const showDetails = () => {
    setCurrentDetails(
      shardDetails({ shard, reporter, gate, prices, losses, retrying: inTrouble.retrying() }),
    );
  };

  setHandler(
    ordersSignal,
    (given) => {
      orders = given;
      gate.follow(given.gate);
      if (allowance.set(given.allowanceUsd)) reporter.acknowledge();
      stop.follow(given.stop);
      showDetails();
    },
    { description: 'From the run: rows in flight, allowance, pause and stop' },
  );
  setHandler(
    failedAttemptsSignal,
    (attempts) => {
      inTrouble.hear(attempts);
      reporter.noteTrouble();
      showDetails();
    },
    { description: 'From a worker: calls that failed and are being made again' },
  );
  showDetails();

  return await reporter.during(async () => {
    const kept: (KeptRow | undefined)[] = [];
    const done = () => kept.filter((row) => row !== undefined);
    try {
      await rankRows(kept);
      const parts = await writeRows(input, done(), gate);
      showDetails();
      return { tally: reporter.tally, parts, failure: stop.failure, drops: reporter.takeDrops() };
    } catch (error) {
      if (!isCancellation(error) || done().length === 0) throw error;
      // A cancelled run publishes nothing; what it has finished can still be published when someone asks for it.
      const parts = await writeRowsOfCancelled(input, done());
      return { tally: reporter.tally, parts, failure: null, drops: reporter.takeDrops() };
    }
  });

  /** All rows, or those that are done when the shard is to stop. */
  async function rankRows(kept: (KeptRow | undefined)[]): Promise<void> {
    try {
      await alongside(
        async () => {
          await stop.untilDue(isQuiet);
          ranking.cancel();
        },
        () =>
          ranking.run(async () => {
            const rows = await loadRows();
            await mapConcurrently(
              rows.entries(),
              (inFlight) => stop.isComing || inFlight < orders.rowsInFlight,
              async ([place, row]) => {
                if (stop.isComing) return;
                kept[place] = await reporter.countRow(() => keepRow(row)).catch(stopFor);
              },
            );
            // Calls of the row that failed may still be answered, and are paid for.
            if (stop.failure) await stop.untilDue(isQuiet);
          }),
      );
    } catch (error) {
      if (!(stop.isComing && isCancellation(error)) || CancellationScope.current().consideredCancelled)
        throw error;
    }
  }

  async function loadRows(): Promise<LoadedRow[]> {
    if (stop.isComing) return [];
    return await gate.through(() =>
      datasetActivities.loadShard.executeWithOptions({ summary: rowsLabel(shard) }, [
        {
          source,
          settings: {
            turns: settings.turns,
            rows: settings.rows,
            ...(takesImages(settings) ? { images: true } : {}),
          },
          shard,
        },
      ]),
    );
  }

  /** A failure that no other row could escape: this row is not done, and the others end as in an early stop. */
  function stopFor(error: unknown): undefined {
    const failure = isCancellation(error) ? undefined : failureOf(error);
    if (!failure) throw error;
    stop.failFor(failure, patienceAfter(modelsAnswered()));
    reporter.tellFailure(failure);
  }

  async function keepRow(loaded: LoadedRow): Promise<KeptRow> {
    const kept =
      loaded.kind === 'dropped'
        ? dropRow(loaded.rowId, loaded.dropped)
        : await rankConversation(loaded, settings, calls, input.output.tokenizer);
    reporter.add(tallyOfRow(kept));
    if (kept.dropped) reporter.addDrop({ rowId: kept.rowId, ...kept.dropped });
    showDetails();
    return kept;
  }
}
