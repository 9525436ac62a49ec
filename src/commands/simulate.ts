import { simulatableInputSchema } from './simulate.schema.ts';

/** The input with every model answered by provider `simulated`; an input of another form is left to its run. */
export function withSimulatedModels(input: unknown): unknown {
  const parsed = simulatableInputSchema.safeParse(input);
  if (!parsed.success) return input;
  const { generators, judges, ...others } = parsed.data;
  return {
    ...others,
    generators: generators.map(simulated),
    ...(judges ? { judges: judges.map(simulated) } : {}),
  };
}

/** Whether a generator or a judge is a model of this provider; false for an input of another form. */
export function asksProvider(input: unknown, provider: string): boolean {
  const parsed = simulatableInputSchema.safeParse(input);
  if (!parsed.success) return false;
  const { generators, judges = [] } = parsed.data;
  return [...generators, ...judges].some(({ model }) => model.startsWith(`${provider}/`));
}

function simulated<Settings extends { model: string; name?: string | undefined }>(
  settings: Settings,
): Settings {
  const modelId = settings.model.slice(settings.model.indexOf('/') + 1);
  return { ...settings, model: `simulated/${modelId}` };
}
