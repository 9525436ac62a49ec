import { isRange, type AskedSample, type SampledGenerator } from './asked-samples.ts';
import type { Features } from './feature.ts';

/** Which settings of a candidate a run draws, and so says of each. */
interface DrawingSettings {
  generators: readonly Pick<SampledGenerator, 'temperature' | 'systemPrompts'>[];
  candidates?: { systemPrompts?: readonly string[] | undefined } | undefined;
}

/** What was drawn for the candidates of a row; one entry for each, answers that were there first, the original response last. */
export interface DrawnColumns {
  /** Empty where none was drawn. */
  system_prompts?: string[];
  /** Null where the provider's own held. */
  temperatures?: (number | null)[];
}

/** Of `candidates`, in a run that draws them. */
export function drawnFeatures(settings: DrawingSettings): Features {
  return {
    ...(drawsPrompts(settings) ? { system_prompts: { list: 'string' } } : {}),
    ...(drawsTemperatures(settings) ? { temperatures: { list: { nullable: 'float64' } } } : {}),
  };
}

export function drawnColumns(
  asked: readonly AskedSample<unknown>[],
  settings: DrawingSettings,
  { given, candidates }: { given: number; candidates: number },
): DrawnColumns {
  const withOthers = <Value>(values: Value[], ofOthers: Value) => [
    ...Array<Value>(given).fill(ofOthers),
    ...values,
    ...Array<Value>(candidates - given - values.length).fill(ofOthers),
  ];
  return {
    ...(drawsPrompts(settings)
      ? {
          system_prompts: withOthers(
            asked.map(({ drawnPrompt = '' }) => drawnPrompt),
            '',
          ),
        }
      : {}),
    ...(drawsTemperatures(settings)
      ? {
          temperatures: withOthers(
            asked.map(({ generator: { temperature } }) => temperature ?? null),
            null,
          ),
        }
      : {}),
  };
}

function drawsPrompts({ generators, candidates }: DrawingSettings): boolean {
  return candidates?.systemPrompts !== undefined || generators.some(({ systemPrompts }) => systemPrompts);
}

function drawsTemperatures({ generators }: DrawingSettings): boolean {
  return generators.some(({ temperature }) => isRange(temperature));
}
