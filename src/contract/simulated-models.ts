import type { RunInput } from './run-input.schema.ts';

/** Whether any answer or rating of a run is made up: said wherever its output shows. */
export function usesSimulatedModels({
  generators,
  judges,
}: Pick<RunInput, 'generators' | 'judges'>): boolean {
  return [...generators, ...judges].some(({ model }) => model.startsWith('simulated/'));
}
