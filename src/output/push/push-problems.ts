import type { RunInput } from '../../contract/run-input.schema.ts';
import { usesSimulatedModels } from '../../contract/simulated-models.ts';
import { argillaProblems } from './argilla/argilla-problems.ts';
import { hubProblems } from './hub/hub-problems.ts';
import type { PushAccess } from './push-access.ts';

/** What would keep a run's dataset from being pushed at its end, each with its place in the input. */
export async function pushProblems(
  { output, ...models }: Pick<RunInput, 'output' | 'generators' | 'judges'>,
  access: PushAccess,
  cancellation: AbortSignal,
): Promise<string[]> {
  const { push } = output;
  if (!push) return [];
  if (usesSimulatedModels(models)) {
    return ['output.push: answers and ratings of simulated models are never pushed: leave it out'];
  }
  const hub = push.hub ? await hubProblems(push.hub, access.hub, cancellation) : [];
  const argilla = push.argilla
    ? await argillaProblems(push.argilla, output, access.argilla, cancellation)
    : [];
  return [
    ...hub.map((problem) => `output.push.hub: ${problem}`),
    ...argilla.map((problem) => `output.push.argilla: ${problem}`),
  ];
}
