import { shareBar } from '../charts/share-bar.ts';
import type { SwapAgreement } from '../numbers/swap-agreement.ts';
import { dataTable } from './data-table.ts';
import { markup, type Markup } from '../markup.ts';
import { beside } from './section.ts';
import { count, percent, plural, shareOf } from './written-numbers.ts';

/** How often each judge says the same of two answers shown the other way round. */
export function swapCharts(agreements: readonly SwapAgreement[]): Markup {
  return markup`<h3>The same judge after a swap</h3>
<p class="reading">Every two answers that one judge rated in both orders. A judge that turns towards the first preferred whatever came first, both times.</p>
${beside(
  markup`${agreements.map(swapBar)}`,
  dataTable({
    caption: 'Verdicts on two answers in both orders',
    columns: ['Judge', 'Same', 'Share', 'Tie once', 'Towards first', 'Towards second'],
    rows: agreements.map((agreement) => [
      agreement.judge,
      count(agreement.same),
      percent(agreement.sameShare),
      count(agreement.tiedOnce),
      count(agreement.towardsFirst),
      count(agreement.towardsSecond),
    ]),
  }),
)}`;
}

function swapBar(agreement: SwapAgreement, place: number): Markup {
  const { judge, comparisons, same, tiedOnce, towardsFirst, towardsSecond } = agreement;
  const share = (value: number) => shareOf(value, comparisons);
  const chart = shareBar({
    id: `swap-${place}`,
    title: `Agreement of ${judge} with itself after a swap`,
    description: `Same verdict ${share(same)}, tie in one order ${share(tiedOnce)}, towards the first ${share(towardsFirst)}, towards the second ${share(towardsSecond)}`,
    shares: [
      { label: 'same verdict', value: same, shown: share(same), tone: 'chosen' },
      { label: 'tie in one order only', value: tiedOnce, shown: share(tiedOnce), tone: 'faint' },
      {
        label: 'turned towards the first shown',
        value: towardsFirst,
        shown: share(towardsFirst),
        tone: 'rejected',
      },
      {
        label: 'turned towards the second shown',
        value: towardsSecond,
        shown: share(towardsSecond),
        tone: 'neutral',
      },
    ],
  });
  return markup`<figure><figcaption><b>${judge}</b> <span class="quiet">${plural(comparisons, 'comparison')}</span></figcaption>${chart}</figure>`;
}
