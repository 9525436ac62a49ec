import type { Message } from '../preference/conversation.schema.ts';

/**
 * A simulated model whose id ends in a number, such as `reed@1.8`, writes answers of that quality, from 1 to 5. Its
 * answers begin with its name, which is how a simulated judge knows.
 */
const answerForm = /<(text_\d+)-[^>\n]*>\n\[simulated [^\]\n]*@([1-5](?:\.\d+)?)(?:\+thinks)?\]/g;

/** By the key of the text: those of the texts shown to a judge that a model of known quality wrote. */
export function qualitiesShown(messages: readonly Message[]): Map<string, number> {
  const shown = messages.at(-1)?.content ?? '';
  return new Map([...shown.matchAll(answerForm)].map(([, key = '', quality]) => [key, Number(quality)]));
}

/** What a judge that sees quality through noise, of one point at most, says of it. */
export function noisyRating(quality: number, random: () => number): number {
  const noise = random() + random() - 1;
  return Math.min(5, Math.max(1, Math.round(quality + noise)));
}
