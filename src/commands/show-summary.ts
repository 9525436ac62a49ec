import { writtenKnown } from '../contract/cost.ts';
import { describeLosses } from '../contract/lossy-models.ts';
import type { RunSummary } from '../contract/run.ts';
import { plainText, type Say } from './say.ts';
import { counted } from './watch/amounts.ts';

/** What came out of a run, and what it cost. `folder` is where the dataset is, in the words of whoever looks. */
export function showSummary(summary: RunSummary, folder: string, say: Say): void {
  const { rows, pairs, dropped, usage, costUsd, unpriced, estimated, lossyModels, partial, pushed } = summary;
  say(`The dataset is in ${plainText(folder)}: ${counted(pairs, 'pair')} from ${counted(rows, 'row')}`);
  for (const [reason, lost] of Object.entries(dropped)) say(`  dropped ${lost}: ${plainText(reason)}`);
  if (partial !== undefined) say(`  partial: ${plainText(partial)}`);
  for (const lossy of lossyModels) say(`  ${plainText(`${lossy.model} ${describeLosses(lossy)}`)}`);
  for (const url of [pushed?.hub ?? [], pushed?.argilla ?? []].flat()) say(`  pushed to ${plainText(url)}`);
  if (costUsd === null || costUsd > 0) say(`  cost ${writtenKnown({ usd: costUsd ?? 0, unpriced })}`);
  const reused = Object.values(usage).reduce((sum, used) => sum + (used.reused?.calls ?? 0), 0);
  if (reused > 0) say(`  ${counted(reused, 'answer')} reused, paid for before`);
  if (estimated.length > 0)
    say(`  estimated, since their providers counted no tokens: ${plainText(estimated.join(', '))}`);
  if (unpriced.length > 0) say(`  not in the cost, for want of a price: ${plainText(unpriced.join(', '))}`);
}
