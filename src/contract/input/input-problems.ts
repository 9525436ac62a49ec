import { limits } from '../limits.ts';

/** What is wrong with parts of an input that are right by themselves. */
export interface InputProblem {
  path: string[];
  message: string;
}

interface Candidates {
  /** Without a name where the generator has a mistake of its own, which is told beside. */
  generators: { name?: string; samples: number; maxTokens: number }[];
  original: false | { name: string };
}

/** Of the candidates together. */
export function candidateProblems({ generators, original }: Candidates): InputProblem[] {
  const names = [...generators.flatMap(({ name }) => name ?? []), ...(original ? [original.name] : [])];
  const count = generators.reduce((sum, { samples }) => sum + samples, original ? 1 : 0);
  const tokens = generators.reduce((sum, { samples, maxTokens }) => sum + samples * maxTokens, 0);
  const mostTokens = Math.floor(limits.candidateBytes / limits.bytesPerToken);
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
    ...(tokens > mostTokens
      ? [
          {
            path: ['generators'],
            message: `samples × maxTokens add up to ${tokens} tokens a row: at most ${mostTokens}, which a judge can be sent`,
          },
        ]
      : []),
  ];
}

interface JudgedCandidates extends Candidates {
  judges: { name?: string; aspects: unknown[]; orders: number }[];
}

/** Of the judges, with what they are shown. */
export function judgeProblems({ judges, generators }: JudgedCandidates): InputProblem[] {
  const judgements = judges.reduce((sum, { aspects: asked, orders }) => sum + asked.length * orders, 0);
  const tokens = generators.reduce((sum, { samples, maxTokens }) => sum + samples * maxTokens, 0);
  const answerBytes = tokens * (limits.bytesPerToken / 2) * (judgements + 2);
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
    ...(answerBytes > limits.rowHistoryBytes / 2
      ? [
          {
            path: ['judges'],
            message:
              `${tokens} tokens of answers, each read in ${judgements} judgements, are more than the history of one ` +
              'row holds: ask for fewer judgements, samples or maxTokens',
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
