/** How OpenAI, Groq and Anthropic call the tier that is charged by the usual prices, and one that they choose. */
const usualTiers = new Set(['auto', 'default', 'standard', 'standard_only', 'on_demand']);

/** How a tier may be called. */
export const tierForm = /^[a-z][a-z0-9_-]{0,31}$/;

/** The lane of prices that a tier is charged in; undefined where that is the usual one. */
export function laneOf(tier: string | undefined): string | undefined {
  return tier === undefined || usualTiers.has(tier) ? undefined : tier;
}

/** Whether calls of a tier wait for their turn at the provider, for minutes where it is busy. */
export function isPatient(tier: string | undefined): boolean {
  return tier === 'flex';
}
