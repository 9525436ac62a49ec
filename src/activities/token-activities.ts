import type { TokenActivities } from '../contract/activities.ts';
import type { TokenMeter } from '../output/measured-rows.ts';
import { openTokenizer, type TokenizerPlaces } from '../tokens/open-tokenizer.ts';
import { sequenceLengths } from '../tokens/sequence-lengths.ts';

/** Counts with tokenizers that this worker can read or fetch. */
export function tokenActivities(places: TokenizerPlaces): TokenActivities {
  return {
    async countTokens({ tokenizer: name, texts }) {
      const tokenizer = await openTokenizer(places, name);
      return texts.map((text) => tokenizer.ids(text).length);
    },
  };
}

/** What trainers would make of rows, by the named tokenizer. */
export async function openMeter(places: TokenizerPlaces, name: string): Promise<TokenMeter> {
  const tokenizer = await openTokenizer(places, name);
  return {
    sequences: (prompt, completions, tools) =>
      sequenceLengths(tokenizer, prompt, completions, tools === undefined ? undefined : JSON.parse(tools)),
    count: (text) => tokenizer.ids(text).length,
  };
}
