import { isFixedOrder } from '../numbers/shown-positions.ts';
import type { QualityNumbers } from '../quality-tally.ts';
import { markup, type Markup } from '../markup.ts';
import {
  count,
  decimal,
  interval,
  percent,
  plural,
  shareOf,
  signed,
  unknown,
  usd,
} from './written-numbers.ts';

interface KeyFigure {
  label: string;
  value: string;
  note: string;
}

/** What a person asks first, each with what it is a share or a mean of. */
export function keyFigures(numbers: QualityNumbers): Markup {
  const figures = [
    pairsFigure(numbers),
    tiesFigure(numbers),
    positionFigure(numbers),
    lengthFigure(numbers),
    judgesFigure(numbers),
    swapFigure(numbers),
    tokensFigure(numbers),
    costFigure(numbers),
  ];
  return markup`<dl class="figures">
${figures.map(({ label, value, note }) => markup`<div><dt>${label}</dt><dd><span class="value">${value}</span><span class="note">${note}</span></dd></div>\n`)}</dl>
`;
}

function pairsFigure({ rows, pairs }: QualityNumbers): KeyFigure {
  return { label: 'Pairs', value: count(pairs), note: `${shareOf(pairs, rows)} of ${plural(rows, 'row')}` };
}

function tiesFigure({ ties }: QualityNumbers): KeyFigure {
  return {
    label: 'Ties',
    value: percent(ties.allEqualShare),
    note: `of ${plural(ties.ratedRows, 'rated row')}: no candidate preferred`,
  };
}

function positionFigure({ positions: { overall } }: QualityNumbers): KeyFigure {
  const label = 'Position bias';
  if (isFixedOrder(overall)) {
    return { label, value: unknown, note: 'the order was fixed: place and model can’t be told apart' };
  }
  const { mean, interval95 } = overall.firstMinusLast;
  return {
    label,
    value: signed(mean),
    note: interval95 ? `rating shown first less last; 95 %: ${interval(interval95)}` : 'too few judgements',
  };
}

function lengthFigure({ lengths }: QualityNumbers): KeyFigure {
  return {
    label: 'Longer answer wins',
    value: percent(lengths.longerWinsShare),
    note: 'of pairs; 50 % is no leaning',
  };
}

function judgesFigure({ judgeAgreement }: QualityNumbers): KeyFigure {
  const label = 'Judges agree';
  if (!judgeAgreement) return { label, value: unknown, note: 'one judge: nothing to compare' };
  const same = sum(judgeAgreement.map(({ sameOrder }) => sameOrder));
  const all = sum(judgeAgreement.map(({ comparisons }) => comparisons));
  const taus = judgeAgreement.flatMap(({ kendallTauB }) => kendallTauB ?? []);
  const tau = taus.length > 0 ? sum(taus) / taus.length : null;
  return { label, value: shareOf(same, all), note: `of comparisons; mean Kendall’s τ-b ${decimal(tau)}` };
}

function swapFigure({ swapAgreement }: QualityNumbers): KeyFigure {
  const label = 'Same after a swap';
  if (!swapAgreement) return { label, value: unknown, note: 'each judge saw one order' };
  const same = sum(swapAgreement.map((agreement) => agreement.same));
  const all = sum(swapAgreement.map(({ comparisons }) => comparisons));
  return { label, value: shareOf(same, all), note: `of ${plural(all, 'swapped comparison')}` };
}

function tokensFigure({ usage }: QualityNumbers): KeyFigure {
  return {
    label: 'Tokens',
    value: count(usage.promptTokens + usage.completionTokens),
    note: `in ${plural(usage.calls, 'call')}`,
  };
}

function costFigure({ usage, pairs }: QualityNumbers): KeyFigure {
  if (usage.costUsd === null)
    return { label: 'Cost', value: unknown, note: 'no price known for some models' };
  const each = pairs > 0 ? `$${(usage.costUsd / pairs).toFixed(4)} a pair` : 'no pairs';
  return { label: 'Cost', value: usd(usage.costUsd), note: each };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
