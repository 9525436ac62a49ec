import { expect, test } from 'vitest';
import { askedSamples } from '../../src/preference/asked-samples.ts';

const rows = Array.from({ length: 300 }, (_, row) => ({ seed: 42, rowId: `letters.jsonl/${row}` }));

test('a generator that was drawn gives all its samples, each with its place among all there are', () => {
  const generators = [
    { name: 'first', weight: 1, samples: 3 },
    { name: 'second', weight: 1, samples: 2 },
  ];
  const asked = rows.map((keys) => askedSamples(generators, { perRow: 1, always: [] }, keys));
  const places = new Set(asked.map((samples) => samples.map(({ place }) => place).join(' ')));
  expect(places).toEqual(new Set(['0 1 2', '3 4']));
});

test('a temperature is drawn from its range for each sample, to the hundredth', () => {
  const generators = [{ name: 'first', weight: 1, samples: 2, temperature: [0.2, 1.2] as const }];
  const drawn = rows.flatMap((keys) =>
    askedSamples(generators, undefined, keys).map(({ generator }) => generator.temperature ?? 0),
  );
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0.2);
  expect(Math.max(...drawn)).toBeLessThanOrEqual(1.2);
  expect(drawn.every((temperature) => Math.round(temperature * 100) / 100 === temperature)).toBe(true);
  expect(drawn.reduce((sum, temperature) => sum + temperature, 0) / drawn.length).toBeCloseTo(0.7, 1);
  expect(drawn.slice(0, 6)).toEqual([0.99, 0.58, 0.93, 0.58, 1.13, 0.81]);
});

test('one system prompt of the pool is drawn for each sample of a generator without one of its own', () => {
  const generators = [
    { name: 'first', weight: 1, samples: 1 },
    { name: 'second', weight: 1, samples: 1, systemPrompt: 'Rhyme.' },
    { name: 'third', weight: 1, samples: 1, systemPrompts: ['In French.'] },
  ];
  const pool = { always: [], systemPrompts: ['Be brief.', 'Be kind.', 'Be exact.'] };
  const drawn = rows.map((keys) => askedSamples(generators, pool, keys));
  const prompts = drawn.map(([first]) => first?.generator.systemPrompt);
  for (const prompt of pool.systemPrompts) {
    expect(prompts.filter((given) => given === prompt).length, prompt).toBeGreaterThan(rows.length / 5);
  }
  expect(drawn.every(([first]) => first?.drawnPrompt === first?.generator.systemPrompt)).toBe(true);
  expect(drawn[0]?.slice(1)).toMatchObject([
    { generator: { systemPrompt: 'Rhyme.' }, drawnPrompt: undefined },
    { generator: { systemPrompt: 'In French.' }, drawnPrompt: 'In French.' },
  ]);
});

test('what a row is asked follows from the seed, its id and the names alone', () => {
  const generators = [
    { name: 'first', weight: 1, samples: 2, temperature: [0, 2] as const, systemPrompts: ['One.', 'Two.'] },
    { name: 'second', weight: 1, samples: 1 },
  ];
  const keys = { seed: 42, rowId: 'letters.jsonl/7' };
  const asked = askedSamples(generators, undefined, keys);
  expect(askedSamples(generators, undefined, keys)).toEqual(asked);
  const further = { name: 'third', weight: 1, samples: 4 };
  expect(askedSamples([...generators, further], undefined, keys).slice(0, 3)).toEqual(asked);
});
