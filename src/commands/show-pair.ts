import type { Storage } from '../storage/storage.ts';
import { readFirstRow } from '../dataset/first-published-row.ts';
import { shownPairSchema, type ShownPair } from './show-pair.schema.ts';
import { excerpt, type Say } from './say.ts';

/** Shows the first pair of a dataset, shortened to what fits a screen. */
export async function showFirstPair(storage: Storage, say: Say): Promise<void> {
  const row = await readFirstRow(storage, 'default');
  if (row === undefined) {
    if ((await readFirstRow(storage, 'trl')) !== undefined) {
      say('Every pair holds calls of tools: they are in the config "trl".');
      return;
    }
    say('No row gave a pair: look at the reasons in "dropped".');
    return;
  }
  const pair = shownPairSchema.parse(row);
  const question = pair.chosen.at(-2)?.content ?? '';
  say(`\nOne pair, row ${pair.row_id}:`);
  say(`  asked     ${excerpt(question, 160)}`);
  say(`  chosen    ${side(pair.chosen_model, pair.chosen_rating, pair.chosen)}`);
  say(`  rejected  ${side(pair.rejected_model, pair.rejected_rating, pair.rejected)}`);
}

function side(model: string, rating: number | null, conversation: ShownPair['chosen']): string {
  const rated = rating === null ? '' : `, rated ${rating}`;
  return `${excerpt(model, 40)}${rated}: ${excerpt(conversation.at(-1)?.content ?? '', 200)}`;
}
