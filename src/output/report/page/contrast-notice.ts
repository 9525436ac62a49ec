import { isTooAlike } from '../numbers/contrast.ts';
import { markup, type Markup } from '../markup.ts';
import type { QualityNumbers } from '../quality-tally.ts';
import { decimal } from './written-numbers.ts';

/** A warning where pairs have little contrast; nothing where they have. */
export function contrastNotice({ contrast }: QualityNumbers): Markup | null {
  if (!isTooAlike(contrast)) return null;
  return markup`<div class="notice warning" role="note"><p><b>The candidates are too alike.</b> The median margin of the judged pairs is ${decimal(contrast.medianMargin)}, less than one step of the scale. Where all answers are about as good, pairs teach little, whoever judges them (arXiv 2512.13961): a weaker model that is always in the pool brings contrast.</p></div>
`;
}
