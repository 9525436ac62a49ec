import type { RunInput } from '../../contract/run-input.schema.ts';

/** What a run asks of one model, by the name `<provider>/<model id>`. */
export interface ModelRole {
  model: string;
  /** `generate`, `judge`, or both for a model that does both. */
  role: string;
  /** Calls for one row, if none is lost or asked again. */
  callsPerRow: number;
}

/** The models of a run in the order of its input, each once. */
export function modelRoles({ generators, judges }: Pick<RunInput, 'generators' | 'judges'>): ModelRole[] {
  const asked: ModelRole[] = [
    ...generators.map(({ model, samples }) => ({ model, role: 'generate', callsPerRow: samples })),
    ...judges.map(({ model, aspects, orders }) => ({
      model,
      role: 'judge',
      callsPerRow: aspects.length * orders,
    })),
  ];
  const roles = new Map<string, ModelRole>();
  for (const { model, role, callsPerRow } of asked) {
    const known = roles.get(model);
    roles.set(model, {
      model,
      role: known && known.role !== role ? 'generate, judge' : role,
      callsPerRow: callsPerRow + (known?.callsPerRow ?? 0),
    });
  }
  return [...roles.values()];
}
