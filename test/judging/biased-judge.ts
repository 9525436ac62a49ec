import { text, type Behaviour } from '../scripted-provider/behaviour.ts';
import { defaultScript, verdictKeys } from '../scripted-provider/default-script.ts';
import type { ScriptedRequest } from '../scripted-provider/scripted-request.ts';
import { normal, qualitiesIn, textOf } from './texts-of-known-quality.ts';

/** What the text shown first gains, in rating points, and the standard deviation of what a judge is wrong by. */
export const bias = 1;
export const noise = 0.8;

/** Rates texts of known quality in the order shown, from 1 to 5; the noise of each is drawn by `keys`. */
export function biasedRatings(qualities: readonly number[], ...keys: unknown[]): number[] {
  return qualities.map((quality, place) => {
    const seen = quality + noise * normal(...keys, place) + (place === 0 ? bias : 0);
    return Math.min(5, Math.max(1, Math.round(seen)));
  });
}

/** Generators whose answers have a known quality, and judges that see it through noise and a bias for the first place. */
export function biasedScript(request: ScriptedRequest): Behaviour {
  const { model, messages } = request.body;
  const asked = messages.at(-1)?.content ?? '';
  const keys = verdictKeys(request.body);
  if (!keys) {
    const row = /question (\d+)/.exec(asked)?.[1];
    return row === undefined ? defaultScript(request) : text(textOf(Number(row), model));
  }
  const ratings = biasedRatings(qualitiesIn(asked), model, asked);
  const verdicts = keys.map((key, place) => [key, { rationale: 'As it seemed.', rating: ratings[place] }]);
  return text(JSON.stringify(Object.fromEntries(verdicts)));
}
