import type { TokenPrices } from '../../contract/prices.ts';

/** What a provider takes of the live price in a lane. */
interface LaneRule {
  lane: 'flex' | 'batch';
  provider: string;
  /** Which of its models it sells in the lane. */
  models: RegExp;
  share: number;
  /** Whether a cached token costs that share of its live price; where not, what it costs live, or what others do in the lane. */
  cachedToo: boolean;
}

/**
 * Lanes are not in the kept list. The shares of OpenAI, Anthropic and Gemini are those of LiteLLM's list of September 2026,
 * which has lanes; those of Groq and Mistral are what they are known to sell batches for, and were compared with no list.
 * A lane or a model that is not here is one whose price is not known, which the providers file can say.
 */
const rules: readonly LaneRule[] = [
  {
    lane: 'batch',
    provider: 'openai',
    models: /^(gpt-([5-9]|\d\d)(?!.*(codex|chat|search))|gpt-5-chat$)/,
    share: 0.5,
    cachedToo: true,
  },
  {
    lane: 'batch',
    provider: 'openai',
    models:
      /^(gpt-4(?!.*(audio|realtime|search|transcribe|tts|32k))|gpt-3\.5-turbo(-0125)?$|o[1-4](-|$)(?!.*deep-research))/,
    share: 0.5,
    cachedToo: false,
  },
  {
    lane: 'flex',
    provider: 'openai',
    models: /^(gpt-5(?!-pro|\.[12]-pro|.*(codex|chat|search))|gpt-[6-9]|o3(-\d{4}-|$)|o4-mini(-\d{4}-|$))/,
    share: 0.5,
    cachedToo: true,
  },
  { lane: 'batch', provider: 'anthropic', models: /^claude-/, share: 0.5, cachedToo: true },
  {
    lane: 'batch',
    provider: 'google',
    models: /^gemini-(?!.*(image|tts|audio|live|embedding|computer|robotics))/,
    share: 0.5,
    cachedToo: false,
  },
  {
    lane: 'flex',
    provider: 'google',
    models: /^gemini-(2\.5|[3-9])(?!.*(image|tts|audio|live|embedding|computer|robotics))/,
    share: 0.5,
    cachedToo: false,
  },
  // Groq's flex is the live price with higher limits.
  { lane: 'flex', provider: 'groq', models: /./, share: 1, cachedToo: true },
  { lane: 'batch', provider: 'groq', models: /./, share: 0.5, cachedToo: false },
  {
    lane: 'batch',
    provider: 'mistral',
    models: /^(mistral|ministral|magistral|codestral|open-)/,
    share: 0.5,
    cachedToo: false,
  },
];

/** The prices of a model in each lane that is known to sell it. */
export function lanesSold(provider: string, modelId: string, live: TokenPrices): Record<string, TokenPrices> {
  return Object.fromEntries(
    rules
      .filter((rule) => rule.provider === provider && rule.models.test(modelId))
      .map((rule) => [rule.lane, pricesIn(rule, live)]),
  );
}

function pricesIn({ share, cachedToo }: LaneRule, live: TokenPrices): TokenPrices {
  const prompt = share * live.promptUsdPerMillion;
  const {
    cachedUsdPerMillion: cached,
    cacheWriteUsdPerMillion: written,
    reasoningUsdPerMillion: thought,
  } = live;
  return {
    promptUsdPerMillion: prompt,
    ...(cached === undefined
      ? {}
      : { cachedUsdPerMillion: cachedToo ? share * cached : Math.min(prompt, cached) }),
    ...(written === undefined ? {} : { cacheWriteUsdPerMillion: share * written }),
    completionUsdPerMillion: share * live.completionUsdPerMillion,
    ...(thought === undefined ? {} : { reasoningUsdPerMillion: share * thought }),
  };
}
