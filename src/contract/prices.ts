/** In US dollars for a million tokens. */
export interface TokenPrices {
  promptUsdPerMillion: number;
  /** Of a prompt's tokens that the provider had cached; as the rest where it is not given. */
  cachedUsdPerMillion?: number | undefined;
  /** Of those that it wrote to its cache; as the rest where it is not given. */
  cacheWriteUsdPerMillion?: number | undefined;
  completionUsdPerMillion: number;
  /** Of a completion's tokens that were thoughts; as the rest where it is not given. */
  reasoningUsdPerMillion?: number | undefined;
}

/** What a provider charges for one model: live, and in the lanes that it sells at prices of their own. */
export interface ModelPrice extends TokenPrices {
  /** By the provider's word: `flex`, `batch`, `priority`. */
  lanes?: Record<string, TokenPrices> | undefined;
  /** The list it was taken from, with its date; absent where it is the worker's own. */
  source?: string | undefined;
}

/** Prices by `<provider>/<model id>`; a model that is not there has none that is known. */
export type ModelPrices = Readonly<Record<string, ModelPrice>>;

export interface PricedTokens {
  promptTokens: number;
  cachedTokens?: number | undefined;
  cacheWriteTokens?: number | undefined;
  completionTokens: number;
  reasoningTokens?: number | undefined;
}

/** In millionths of a dollar, which a price for a million tokens makes of each token. */
export function millionthsOf(tokens: PricedTokens, price: TokenPrices): number {
  const { promptTokens, completionTokens } = tokens;
  const cached = Math.min(tokens.cachedTokens ?? 0, promptTokens);
  const written = Math.min(tokens.cacheWriteTokens ?? 0, promptTokens - cached);
  const thought = Math.min(tokens.reasoningTokens ?? 0, completionTokens);
  const { promptUsdPerMillion: prompt, completionUsdPerMillion: completion } = price;
  return (
    (promptTokens - cached - written) * prompt +
    cached * (price.cachedUsdPerMillion ?? prompt) +
    written * (price.cacheWriteUsdPerMillion ?? prompt) +
    (completionTokens - thought) * completion +
    thought * (price.reasoningUsdPerMillion ?? completion)
  );
}

/** Undefined where it is not known. Live without a lane; what is free live is free in every lane. */
export function priceIn(price: ModelPrice | undefined, lane: string | undefined): TokenPrices | undefined {
  if (!price || lane === undefined) return price;
  const { lanes = {} } = price;
  if (Object.hasOwn(lanes, lane)) return lanes[lane];
  return isFree(price) ? price : undefined;
}

export function priceOf(model: string, prices: ModelPrices): ModelPrice | undefined {
  return Object.hasOwn(prices, model) ? prices[model] : undefined;
}

/** What so many tokens cost at most, in millionths of a dollar: written to a cache, thought about, and in the dearer lane. */
export function mostMillionthsOf(
  { promptTokens, completionTokens }: Pick<PricedTokens, 'promptTokens' | 'completionTokens'>,
  price: ModelPrice,
  lane?: string,
): number {
  const lanes = [price, priceIn(price, lane)].filter((each) => each !== undefined);
  const mostIn = (each: TokenPrices) =>
    promptTokens * Math.max(each.promptUsdPerMillion, each.cacheWriteUsdPerMillion ?? 0) +
    completionTokens * Math.max(each.completionUsdPerMillion, each.reasoningUsdPerMillion ?? 0);
  return Math.max(...lanes.map(mostIn));
}

function isFree(price: TokenPrices): boolean {
  return price.promptUsdPerMillion === 0 && price.completionUsdPerMillion === 0;
}
