import { boundsOfDraw, tiers, type Pool, type Tier } from '../../preference/draw-generators.ts';
import { tiersByName, type PairSignal } from '../../preference/pair-signal.ts';
import { poolOf } from '../../preference/pool-of.ts';
import { holdsCandidates, type InputProblem } from './input-problems.ts';
import type { CandidatesWanted, ColumnMapping } from './source.schema.ts';

interface ContrastedInput {
  source: { mapping?: ColumnMapping; candidates?: CandidatesWanted | string };
  /** Without a name where the generator has a mistake of its own, which is told beside. */
  generators: { name?: string; samples: number; tier?: Tier | undefined }[];
  candidates?: Pool | undefined;
  original: false | { name: string; tier?: Tier | undefined };
  pairing: { signal: PairSignal; between?: { one: string } | undefined };
}

/** Of pairs that ask for more than ratings, with the candidates they have to choose from. */
export function contrastProblems({
  source,
  generators,
  candidates,
  original,
  pairing,
}: ContrastedInput): InputProblem[] {
  const named = generators.flatMap(({ name, tier }) => (name === undefined ? [] : [{ name, tier }]));
  if (named.length < generators.length) return [];
  const tierOf = tiersByName({ generators: named, original });
  const { signal, between } = pairing;
  const names = [...named.map(({ name }) => name), ...(original ? [original.name] : [])];
  const path = ['pairing', 'between', 'one'];
  return [
    ...(between && !names.includes(between.one) && !holdsCandidates({ source, generators })
      ? [
          {
            path,
            message: `no candidate is called "${between.one}": they are called ${names.map((name) => `"${name}"`).join(', ')}`,
          },
        ]
      : []),
    ...(between && signal === 'delta' && names.includes(between.one) && !tierOf.has(between.one)
      ? [{ path, message: `"${between.one}" stands in no delta pair: give it a "tier"` }]
      : []),
    ...(signal === 'judged' ? [] : tiers.flatMap(tierProblem)),
  ];

  /** Under `delta` a row without one of the tiers would be paid for nothing. */
  function tierProblem(tier: Tier): InputProblem[] {
    const message = `"${signal}" pairs a strong model's answer with a weak one's`;
    if (![...tierOf.values()].includes(tier)) {
      return [{ path: ['pairing', 'signal'], message: `${message}: no candidate has "tier": "${tier}"` }];
    }
    const ofOriginal = original && tierOf.get(original.name) === tier ? 1 : 0;
    const pool = poolOf({ candidates, pairing });
    const { least } = boundsOfDraw(named, pool, (generator) => (generator.tier === tier ? 1 : 0));
    if (signal === 'both' || least + ofOriginal > 0) return [];
    return [
      {
        path: ['candidates', 'always'],
        message: `a row may be drawn no ${tier} generator, and would be paid for no pair: add "${tier}", or the name of one`,
      },
    ];
  }
}
