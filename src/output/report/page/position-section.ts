import { intervalChart } from '../charts/interval-chart.ts';
import { isFixedOrder, type PositionNumbers } from '../numbers/shown-positions.ts';
import type { QualityNumbers } from '../quality-tally.ts';
import { dataTable } from './data-table.ts';
import { markup, type Markup } from '../markup.ts';
import { beside, nothingToShow, section } from './section.ts';
import { swapCharts } from './swap-charts.ts';
import { count, decimal, interval, percent, plural, signed } from './written-numbers.ts';

/** Whether the place at which a judge is shown an answer changes its rating. */
export function positionSection({ positions: { overall, byJudge }, swapAgreement }: QualityNumbers): Markup {
  return section({
    id: 'position',
    heading: 'Does the place matter?',
    reading:
      'A judge with a position bias rates an answer by where it is shown. When the order is shuffled, every place shows ' +
      'every model equally often, so the means should lie level; the lines are 95 % intervals.',
    original:
      'showed four answers in one fixed order, so that bias could not be told from quality. GPT-4 kept its verdict ' +
      'after a swap in only 65 % of cases (arXiv 2306.05685).',
    body:
      overall.judgements === 0
        ? nothingToShow('There are no judgements.')
        : markup`${verdict(overall)}${beside(
            slotChart(overall),
            dataTable({
              caption: 'Mean rating by place, and the rating shown first less last',
              columns: [
                'Judge',
                ...overall.slots.map((_, slot) => `Place ${slot + 1}`),
                'First − last, 95\u00a0%',
              ],
              rows: [
                ...(byJudge.length > 1
                  ? byJudge.map((positions) => positionRow(positions.judge, positions))
                  : []),
                positionRow(byJudge.length > 1 ? 'All judges' : (byJudge[0]?.judge ?? 'Judge'), overall),
              ],
            }),
          )}
${swapAgreement ? swapCharts(swapAgreement) : nothingToShow('Each judge saw each row in one order, so its agreement with itself after a swap is not known: ask with "orders": 2.')}`,
  });
}

function verdict(positions: PositionNumbers): Markup | null {
  const { firstMinusLast, sameModelFirstShare } = positions;
  const { mean, interval95 } = firstMinusLast;
  if (mean === null || !interval95) return null;
  if (isFixedOrder(positions)) {
    return markup`<p class="verdict"><b>One model came first in ${percent(sameModelFirstShare)} of the judgements</b>, so place and model can’t be told apart here: shuffle the order.</p>`;
  }
  if (interval95[0] <= 0 && interval95[1] >= 0) {
    return markup`<p class="verdict"><b>No position bias shows.</b> An answer shown first is rated ${signed(mean)} against one shown last, which chance explains (95 %: ${interval(interval95)}).</p>`;
  }
  const favoured = mean > 0 ? 'first' : 'last';
  return markup`<p class="verdict"><b>What is shown ${favoured} is favoured.</b> An answer shown first is rated ${signed(mean)} against one shown last (95 %: ${interval(interval95)}), over ${plural(firstMinusLast.count, 'judgement')}.</p>`;
}

function slotChart({ slots }: PositionNumbers): Markup {
  const points = slots.flatMap(({ mean, interval95 }, slot) =>
    mean === null
      ? []
      : [{ label: `place ${slot + 1}`, value: mean, shown: decimal(mean), interval: interval95 }],
  );
  if (points.length === 0) return nothingToShow('No judgement has a rating.');
  return intervalChart({
    id: 'position-slots',
    title: 'Mean rating by the place shown',
    description: points.map(({ label, shown }) => `${label}: ${shown}`).join(', '),
    points: points.map((point) =>
      points.length > 6 ? { ...point, label: point.label.replace('place ', '') } : point,
    ),
  });
}

function positionRow(name: string, { slots, firstMinusLast }: PositionNumbers) {
  return [
    name,
    ...slots.map(
      ({ mean, count: of }) => markup`${decimal(mean)}<span class="quiet below">of ${count(of)}</span>`,
    ),
    markup`${signed(firstMinusLast.mean)}<span class="quiet below">${interval(firstMinusLast.interval95)}</span>`,
  ];
}
