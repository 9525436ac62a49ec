import { drawnGenerators, type DrawKeys, type Pool, type PoolMember } from './draw-generators.ts';
import { pickOne, seededRandom } from './seeded-random.ts';

/** From the first to the second, any alike. */
export type TemperatureRange = readonly [number, number];

export interface SampledGenerator extends PoolMember {
  samples: number;
  temperature?: number | TemperatureRange | null | undefined;
  systemPrompt?: string | undefined;
  /** One of them is drawn for each sample. */
  systemPrompts?: readonly string[] | undefined;
}

export interface SamplingPool extends Pool {
  /** For generators that have no system prompt of their own. */
  systemPrompts?: readonly string[] | undefined;
}

/** A generator as it is asked for one sample: with what was drawn for it in place of what it was drawn from. */
export type AskedGenerator<Generator> = Omit<Generator, 'temperature' | 'systemPrompts'> & {
  temperature?: number | null | undefined;
};

export interface AskedSample<Generator> {
  generator: AskedGenerator<Generator>;
  /** Among the samples of all generators, drawn or not, so that it stays when the draw is another. */
  place: number;
  /** Set where it was drawn. */
  drawnPrompt: string | undefined;
}

/** Everything that is asked for one row: every sample of every generator that was drawn for it. */
export function askedSamples<Generator extends SampledGenerator>(
  generators: readonly Generator[],
  pool: SamplingPool | undefined,
  keys: DrawKeys,
): AskedSample<Generator>[] {
  const drawn = drawnGenerators(generators, pool, keys);
  let place = 0;
  return generators.flatMap((generator) => {
    const first = place;
    place += generator.samples;
    if (!drawn.includes(generator)) return [];
    return Array.from({ length: generator.samples }, (_, sample) => ({
      ...asked(generator, pool, { ...keys, sample }),
      place: first + sample,
    }));
  });
}

function asked<Generator extends SampledGenerator>(
  { temperature, systemPrompts, ...generator }: Generator,
  pool: SamplingPool | undefined,
  { seed, rowId, sample }: DrawKeys & { sample: number },
): Omit<AskedSample<Generator>, 'place'> {
  const { name, systemPrompt } = generator;
  const shared = systemPrompt === undefined ? pool?.systemPrompts : undefined;
  const [first, ...others] = systemPrompts ?? shared ?? [];
  const random = (what: string) => seededRandom(seed, rowId, what, name, sample);
  const drawnPrompt = first === undefined ? undefined : pickOne([first, ...others], random('system prompt'));
  return {
    generator: {
      ...generator,
      systemPrompt: drawnPrompt ?? systemPrompt,
      temperature: isRange(temperature) ? within(temperature, random('temperature')()) : temperature,
    },
    drawnPrompt,
  };
}

export function isRange(temperature: SampledGenerator['temperature']): temperature is TemperatureRange {
  return typeof temperature === 'object' && temperature !== null;
}

/** To the nearest hundredth, as people write temperatures. */
function within([lowest, highest]: TemperatureRange, share: number): number {
  const drawn = Math.round((lowest + (highest - lowest) * share) * 100) / 100;
  return Math.min(highest, Math.max(lowest, drawn));
}
