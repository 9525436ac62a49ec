import { ApplicationFailure } from '@temporalio/common';
import { plannedRows } from '../activities/planned-rows.ts';
import { readConfiguration } from '../process/configuration.ts';
import { costOfUsage, priceUsage, writtenCost, writtenUsd } from '../contract/cost.ts';
import { laneLines, knownLine } from './estimate/lanes.ts';
import type { ModelPrices } from '../contract/prices.ts';
import { estimateRow, type RowEstimate } from '../contract/estimate-row.ts';
import { invalidInput } from '../contract/failures.ts';
import { estimatePreflight } from '../contract/preflight-questions.ts';
import { parseRunInput, type RunInput } from '../contract/run-input.schema.ts';
import { tiersByName } from '../preference/pair-signal.ts';
import { addTallies, emptyTally } from '../contract/tally.ts';
import type { SourceAccess } from '../source/source-access.ts';
import { openSourceAccess } from '../source/open-source-access.ts';
import { Providers } from '../models/providers.ts';
import { readInputFile } from './input-file.ts';
import { modelsWithAnswers } from './models-with-answers.ts';
import { Problem } from './problem.ts';
import { plainText, type Say } from './say.ts';

export interface RunEstimate extends RowEstimate {
  rows: number;
  /** Rows that make no call, since they cannot be used. */
  unusable: number;
  /** What is expected without the judges, where pairs could do without. */
  unjudged?: RowEstimate['expected'];
}

/** `npm run estimate`: what a run would take, before anything is paid for. No server, no call. */
export async function estimate(inputFile: string, say: Say): Promise<void> {
  const configuration = readConfiguration();
  const providers = new Providers(configuration.providers);
  const given = await readInputFile(inputFile);
  try {
    const input = parsedInput(given);
    const estimated = await estimateRun(input, openSourceAccess(configuration));
    const models = Object.keys(estimated.expected);
    const prices = Object.fromEntries(
      models.flatMap((model) => {
        const price = providers.priceOf(model);
        return price ? [[model, price]] : [];
      }),
    );
    for (const line of describeEstimate(estimated, prices, input.limits.budgetUsd)) say(plainText(line));
    const kept = input.reuse === false ? [] : await modelsWithAnswers(models, configuration, providers);
    if (kept.length > 0) {
      say(
        plainText(
          `Answers of ${kept.join(', ')} are kept: calls that would be sent as before cost nothing, and are counted here all the same`,
        ),
      );
    }
  } catch (error) {
    if (!(error instanceof ApplicationFailure)) throw error;
    throw new Problem(plainText(error.message));
  }
}

function parsedInput(given: unknown): RunInput {
  const parsed = parseRunInput(given);
  if ('problems' in parsed) throw invalidInput(parsed.problems);
  return parsed.input;
}

export async function estimateRun(input: RunInput, access: SourceAccess): Promise<RunEstimate> {
  const preflight = estimatePreflight(input);
  const withoutJudges = { ...input, judges: [] };
  const mayGoUnjudged = input.judges.length > 0 && new Set(tiersByName(input).values()).size === 2;
  let unjudged = { ...emptyTally(), usage: estimatePreflight(withoutJudges).expected };
  let expected = { ...emptyTally(), usage: preflight.expected };
  let most = { ...emptyTally(), usage: preflight.most };
  let rows = 0;
  let unusable = 0;
  for await (const row of plannedRows(input, access)) {
    rows += 1;
    const estimated =
      row.kind === 'conversation' ? estimateRow(row.conversation, input, row.given) : undefined;
    if (!estimated) unusable += 1;
    else {
      expected = addTallies(expected, { ...emptyTally(), usage: estimated.expected });
      most = addTallies(most, { ...emptyTally(), usage: estimated.most });
    }
    if (row.kind === 'conversation' && mayGoUnjudged) {
      const usage = estimateRow(row.conversation, withoutJudges, row.given)?.expected ?? {};
      unjudged = addTallies(unjudged, { ...emptyTally(), usage });
    }
  }
  return {
    rows,
    unusable,
    expected: expected.usage,
    most: most.usage,
    ...(mayGoUnjudged ? { unjudged: unjudged.usage } : {}),
  };
}

/** Lines for a terminal: a table by model, then what to know about it. */
export function describeEstimate(
  { rows, unusable, expected, most, unjudged }: RunEstimate,
  prices: ModelPrices,
  budgetUsd: number | null,
): string[] {
  const [likely, dearest] = [costOfUsage(expected, prices), costOfUsage(most, prices)];
  const [likelyByModel, dearestByModel] = [priceUsage(expected, prices), priceUsage(most, prices)];
  const calls = Object.values(expected).reduce((sum, used) => sum + used.calls, 0);
  const table = [
    ['model', 'calls', 'prompt tokens', 'answer tokens', 'expected', 'at most'],
    ...Object.entries(likelyByModel).map(([model, used]) => [
      model,
      String(used.calls),
      String(used.promptTokens),
      String(used.completionTokens),
      money(used.costUsd),
      money(dearestByModel[model]?.costUsd ?? null),
    ]),
    ['together', String(calls), '', '', writtenCost(likely), writtenCost(dearest)],
  ];
  return [
    `${rows} rows, ${calls} calls${unusable > 0 ? `; ${unusable} rows cannot be used and make none` : ''}`,
    ...aligned(table),
    'Tokens are estimated from the texts: four letters of English each, fewer of other scripts. Expected: answers as long as the response in the source. At most: every ' +
      'answer as long as maxTokens allows. What has to be asked again comes on top.',
    ...knownLine(expected, prices),
    ...laneLines(expected, prices),
    ...(unjudged
      ? [
          `By pairing.signal: "judged" and "both" ${writtenCost(likely)}; "delta", which asks no judge, ` +
            writtenCost(costOfUsage(unjudged, prices)),
        ]
      : []),
    ...likely.unpriced.map(
      (model) => `No price is known for ${model}: set it under "prices" in the worker's PROVIDERS_FILE`,
    ),
    ...(budgetUsd !== null && likely.usd > budgetUsd
      ? [`More than limits.budgetUsd, ${writtenUsd(budgetUsd)}: the run will pause when that is spent`]
      : []),
  ];
}

function money(usd: number | null): string {
  return usd === null ? 'not known' : writtenUsd(usd);
}

function aligned(table: readonly (readonly string[])[]): string[] {
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  return table.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}
