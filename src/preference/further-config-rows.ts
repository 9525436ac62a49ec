import type { ConfigName, ConfigRow, FurtherConfig } from './config-features.ts';
import {
  answerAt,
  pairsOf,
  published,
  toolColumn,
  trlRow,
  type Answer,
  type PairOfAnswers,
} from './dataset-columns.ts';
import type { CandidatesColumns, KeptRow } from './keep-columns.ts';

/** The rows one kept row gives of what `output.configs` asks for; `trl` among them where it is to have a margin. */
export type FurtherConfigRows = { [Config in ConfigName]?: ConfigRow[Config][] };

export function furtherConfigRows(
  { columns }: Pick<KeptRow, 'columns'>,
  { configs = [] }: { configs?: readonly FurtherConfig[] | undefined },
): FurtherConfigRows {
  if (!columns || configs.length === 0) return {};
  const pairs = pairsOf(columns);
  const beside = { row_id: columns.row_id, ...toolColumn(columns.tools) };
  return {
    prompts: [{ prompt: published(columns.messages), ...beside }],
    ranked: pairs.map(({ prompt, chosen, rejected }) => ({
      context: prompt,
      completions: [chosen, rejected].map(({ message }, rank) => ({ rank, completion: [message] })),
      ...beside,
    })),
    tpo: pairs.flatMap((pair) => {
      const middle = middleOf(columns, pair);
      if (!middle) return [];
      const { prompt, chosen, rejected } = pair;
      const answers = { chosen: [middle.message], rejected: [rejected.message], reference: [chosen.message] };
      return [{ prompt, ...answers, ...beside }];
    }),
    messages: distinctChosen(pairs).map(({ prompt, chosen }) => ({
      messages: [...prompt, chosen.message],
      ...beside,
    })),
    ...(configs.includes('margin')
      ? { trl: pairs.map((pair) => ({ ...trlRow(columns, pair), margin: marginOf(pair) })) }
      : {}),
  };
}

/**
 * The best rated of the answers between the two of a pair: better than the rejected, another text than both. TPO's
 * (arXiv 2405.16681) gold response is the best, and what it prefers is the next.
 */
function middleOf(columns: CandidatesColumns, { chosen, rejected }: PairOfAnswers): Answer | undefined {
  const ceiling = chosen.rating;
  const floor = rejected.rating;
  if (ceiling === null || floor === null) return undefined;
  const texts = new Set([chosen, rejected].map(textOf));
  return columns.generations
    .map((_, candidate) => answerAt(columns, candidate))
    .filter((answer): answer is Answer & { rating: number } => answer?.rating != null)
    .filter((answer) => answer.rating > floor && answer.rating <= ceiling && !texts.has(textOf(answer)))
    .reduce<(Answer & { rating: number }) | undefined>(
      (best, answer) => (best && best.rating >= answer.rating ? best : answer),
      undefined,
    );
}

function textOf({ message }: Answer): string {
  return `${message.content.trim()}${JSON.stringify(message.tool_calls ?? [])}`;
}

/** Two pairs of a row may choose the same answer, which is to be learnt once. */
function distinctChosen(pairs: readonly PairOfAnswers[]): PairOfAnswers[] {
  return pairs.filter(
    ({ chosen }, place) => pairs.findIndex((pair) => textOf(pair.chosen) === textOf(chosen)) === place,
  );
}

/** Zero for a pair that ratings say nothing of, which is the loss without a margin. */
function marginOf({ chosen, rejected }: PairOfAnswers): number {
  const margin = (chosen.rating ?? 0) - (rejected.rating ?? 0);
  return chosen.rating === null || rejected.rating === null ? 0 : Math.max(0, Math.round(margin * 1e6) / 1e6);
}
