import { limits } from '../limits.ts';

/** What is wrong with parts of an input that are right by themselves. */
export interface InputProblem {
  path: string[];
  message: string;
}

interface Candidates {
  /** Without a name where the generator has a mistake of its own, which is told beside. */
  generators: { name?: string; samples: number }[];
  original: false | { name: string };
}

/** Of the candidates together. */
export function candidateProblems({ generators, original }: Candidates): InputProblem[] {
  const names = [...generators.flatMap(({ name }) => name ?? []), ...(original ? [original.name] : [])];
  const count = generators.reduce((sum, { samples }) => sum + samples, original ? 1 : 0);
  return [
    ...repeatedIn(names).map((name) => ({
      path: ['generators'],
      message: `two candidates would be called "${name}": give each a "name" of its own`,
    })),
    ...(count < 2
      ? [
          {
            path: ['generators'],
            message: 'one candidate makes no pair: add a generator, samples or the original',
          },
        ]
      : []),
    ...(count > limits.candidates
      ? [{ path: ['generators'], message: `${count} candidates a row: at most ${limits.candidates}` }]
      : []),
  ];
}

interface Jury {
  judges: { name?: string; aspects: unknown[]; orders: number }[];
}

/** Of the judges together. */
export function judgeProblems({ judges }: Jury): InputProblem[] {
  const judgements = judges.reduce((sum, { aspects: asked, orders }) => sum + asked.length * orders, 0);
  return [
    ...repeatedIn(judges.flatMap(({ name }) => name ?? [])).map((name) => ({
      path: ['judges'],
      message: `two judges would be called "${name}": give each a "name" of its own`,
    })),
    ...(judgements > limits.judgements
      ? [
          {
            path: ['judges'],
            message: `aspects × orders add up to ${judgements} judgements a row: at most ${limits.judgements}`,
          },
        ]
      : []),
  ];
}

/** Of the pairing, with what it has to choose from. */
export function pairingProblems({ original, pairing }: { original: unknown; pairing: { ties: string } }) {
  if (original !== false || pairing.ties !== 'original') return [];
  return [{ path: ['pairing', 'ties'], message: '"original" breaks no tie where "original" is false' }];
}

function repeatedIn(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
