import { alwaysDrawn, tiers, type Pool, type Tier } from '../../preference/draw-generators.ts';
import { poolOf } from '../../preference/pool-of.ts';
import type { InputProblem } from './input-problems.ts';

interface PooledInput {
  /** Without a name where the generator has a mistake of its own, which is told beside. */
  generators: { name?: string; tier?: Tier | undefined }[];
  candidates?: Pool | undefined;
  pairing: { between?: { one: string } | undefined };
}

/** Of the pool, with the generators that it draws from. */
export function poolProblems({ generators, candidates, pairing }: PooledInput): InputProblem[] {
  const named = generators.flatMap(({ name, tier }) => (name === undefined ? [] : [{ name, tier }]));
  if (!candidates || named.length < generators.length) return [];
  const { perRow = generators.length, always } = candidates;
  const names = named.map(({ name }) => name);
  const unknown = always.filter((name) => alwaysDrawn(named, { always: [name] }).length === 0);
  const fixed = alwaysDrawn(named, poolOf({ candidates, pairing }) ?? candidates);
  return [
    ...unknown.map((name) => ({
      path: ['candidates', 'always'],
      message: tiers.some((tier) => tier === name)
        ? `no generator is called "${name}" or has "tier": "${name}"`
        : `no generator is called "${name}": they are called ${quoted(names)}`,
    })),
    ...(perRow > generators.length
      ? [
          {
            path: ['candidates', 'perRow'],
            message: `${perRow} of ${generators.length} generators cannot be drawn`,
          },
        ]
      : []),
    ...(fixed.length > perRow
      ? [
          {
            path: ['candidates', 'perRow'],
            message: `is ${perRow}, but ${fixed.length} generators are in every row: ${quoted(fixed.map(({ name }) => name))}`,
          },
        ]
      : []),
  ];
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
