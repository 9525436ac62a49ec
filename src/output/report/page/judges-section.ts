import { barChart } from '../charts/bar-chart.ts';
import type { QualityNumbers } from '../quality-tally.ts';
import { dataTable } from './data-table.ts';
import { markup, type Markup } from '../markup.ts';
import type { JuryNumbers } from '../numbers/jury-worth.ts';
import { beside, nothingToShow, section } from './section.ts';
import { count, decimal, percent } from './written-numbers.ts';

/** How far the judges of a jury agree. */
export function judgesSection({ judgeAgreement, jury }: QualityNumbers): Markup {
  return section({
    id: 'judges',
    heading: 'Do the judges agree?',
    reading:
      'Of every two answers of a row, how often two judges put them in the same order, a tie by both included. ' +
      'Kendall’s τ-b (Kendall, Biometrika 33, 1945) corrects for ties: 1 is the same order everywhere, 0 is chance. ' +
      'Krippendorff’s α looks at the ratings themselves; below 0.667 they say little, from 0.8 on they can be relied on. ' +
      'A judge that prefers the longer of two answers which the others rate alike likes length.',
    original: 'asked one judge.',
    body: judgeAgreement
      ? markup`${beside(
          barChart({
            id: 'judges-agreement',
            title: 'Share of comparisons ordered the same way by two judges',
            description: judgeAgreement
              .map(
                ({ first, second, sameOrderShare }) => `${first} and ${second}: ${percent(sameOrderShare)}`,
              )
              .join('; '),
            highest: 1,
            bars: judgeAgreement.map(({ first, second, sameOrderShare }) => ({
              label: `${first} and ${second}`,
              value: sameOrderShare ?? 0,
              shown: percent(sameOrderShare),
            })),
          }),
          dataTable({
            caption: 'Agreement between judges',
            columns: ['Judges', 'Comparisons', 'Same order', 'Kendall’s τ‑b'],
            rows: judgeAgreement.map((agreement) => [
              markup`${agreement.first} <span class="quiet">and</span> ${agreement.second}`,
              count(agreement.comparisons),
              percent(agreement.sameOrderShare),
              decimal(agreement.kendallTauB),
            ]),
          }),
        )}${jury ? againstRest(jury) : ''}`
      : nothingToShow(
          'One judge rated each row: a second one, of another family, would show how far to trust it.',
        ),
  });
}

function againstRest({ alpha, units, judges }: JuryNumbers): Markup {
  return dataTable({
    caption: `Each judge beside the mean of the others; Krippendorff’s α ${decimal(alpha)} over ${count(units)} answers`,
    columns: ['Judge', 'Comparisons', 'Same order', 'Kendall’s τ‑b', 'Longer of two alike'],
    rows: judges.map((judge) => [
      judge.judge,
      count(judge.comparisons),
      percent(judge.sameOrderShare),
      decimal(judge.kendallTauB),
      judge.alike > 0 ? `${percent(judge.longerShare)} of ${count(judge.alike)}` : 'none',
    ]),
  });
}
