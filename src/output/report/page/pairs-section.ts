import type { SampledPair } from '../sampled-pair.ts';
import { markup, type Markup } from '../markup.ts';
import { pairCard } from './pair-card.ts';
import { nothingToShow, section } from './section.ts';
import { count, plural } from './written-numbers.ts';

export function pairsSection(samples: readonly SampledPair[], pairs: number): Markup {
  return section({
    id: 'pairs',
    heading: 'Pairs to read',
    reading: `${plural(samples.length, 'pair')} drawn evenly from ${count(pairs)} by the run’s seed. No number above replaces reading some of them: would you have chosen the same?`,
    body:
      samples.length === 0
        ? nothingToShow('There are no pairs.')
        : markup`<div class="pairs">
${samples.map(pairCard)}</div>`,
  });
}
