import type { ChatRequest } from './chat-model.ts';
import { seededRandom } from '../preference/seeded-random.ts';

const steps = [
  'What is asked for is one thing, though it is told as two.',
  'The first way that comes to mind would do, but costs more.',
  'That holds for the usual case; the other one is named below.',
  'Checked once more with a smaller number, it comes out the same.',
] as const;

/** By how much is to be thought; a word that is not known counts as `medium`. */
const stepsOfEffort: Readonly<Record<string, number>> = { none: 0, minimal: 1, low: 1, high: 4, xhigh: 4 };

/**
 * What a simulated model whose id ends in `+thinks`, such as `oak@4.2+thinks`, thought before it answered: the same for the
 * same request. Undefined for any other, and where it is asked not to think.
 */
export function simulatedThought({
  model,
  messages,
  seed,
  reasoningEffort = 'medium',
}: ChatRequest): string | undefined {
  const count = stepsOfEffort[reasoningEffort] ?? 2;
  if (!model.endsWith('+thinks') || count === 0) return undefined;
  const random = seededRandom(model, 'thought', JSON.stringify(messages), seed ?? 'unseeded');
  const first = Math.floor(random() * steps.length);
  const thought = Array.from({ length: count }, (_, at) => steps[(first + at) % steps.length]);
  return [`[simulated ${model} thinks]`, ...thought].join(' ');
}
