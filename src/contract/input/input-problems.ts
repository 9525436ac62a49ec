import { boundsOfDraw, type Pool, type Tier } from '../../preference/draw-generators.ts';
import type { PairSignal } from '../../preference/pair-signal.ts';
import type { OwnAspect } from '../../preference/aspect.ts';
import { limits } from '../limits.ts';
import type { CandidatesWanted, ColumnMapping } from './source.schema.ts';

/** What is wrong with parts of an input that are right by themselves. */
export interface InputProblem {
  path: string[];
  message: string;
}

interface Candidates {
  /** Without a name where the generator has a mistake of its own, which is told beside. */
  generators: { name?: string; samples: number; tier?: Tier | undefined }[];
  candidates?: Pool | undefined;
  original: false | { name: string };
  source: { mapping?: ColumnMapping; candidates?: CandidatesWanted | string };
}

/** Whether the rows are said to hold candidates; how many is theirs to know. */
export function holdsCandidates({ source, generators }: Pick<Candidates, 'source' | 'generators'>): boolean {
  const { candidates, mapping } = source;
  return generators.length === 0 || Boolean(candidates) || mapping?.candidates !== undefined;
}

/** Of one row, whichever generators are drawn for it. */
function samplesOfRow({ generators, candidates }: Candidates) {
  const named = generators.map(({ name = '', ...others }) => ({ name, ...others }));
  return boundsOfDraw(named, candidates, ({ samples }) => samples);
}

/** Of the candidates together. */
export function candidateProblems(candidates: Candidates): InputProblem[] {
  const { generators, original, source } = candidates;
  const names = [...generators.flatMap(({ name }) => name ?? []), ...(original ? [original.name] : [])];
  const { least, most } = samplesOfRow(candidates);
  const originals = original ? 1 : 0;
  return [
    ...repeatedIn(names).map((name) => ({
      path: ['generators'],
      message: `two candidates would be called "${name}": give each a "name" of its own`,
    })),
    ...(generators.length === 0 && source.candidates === false
      ? [
          {
            path: ['generators'],
            message: 'is empty, and "source.candidates" is false: nobody would answer',
          },
        ]
      : []),
    ...(least + originals < 2 && !holdsCandidates(candidates)
      ? [
          {
            path: ['generators'],
            message:
              'one candidate makes no pair: add a generator, samples or the original, ' +
              'or say "source": {"candidates": true} where the rows hold some',
          },
        ]
      : []),
    ...(most + originals > limits.candidates
      ? [
          {
            path: ['generators'],
            message: `${most + originals} candidates a row: at most ${limits.candidates}`,
          },
        ]
      : []),
  ];
}

interface Jury {
  judges: { name?: string; aspects: ({ aspect: string } | OwnAspect)[]; orders: number }[];
}

/** Of the judges together. */
export function judgeProblems({ judges }: Jury): InputProblem[] {
  const judgements = judges.reduce((sum, { aspects: asked, orders }) => sum + asked.length * orders, 0);
  return [
    ...repeatedIn(judges.flatMap(({ name }) => name ?? [])).map((name) => ({
      path: ['judges'],
      message: `two judges would be called "${name}": give each a "name" of its own`,
    })),
    ...rubricsOfOneName(judges).map((name) => ({
      path: ['judges'],
      message: `two judges have different rubrics called "${name}": call them otherwise`,
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

/** Names of rubrics that say different things; ratings and hashes go by their names. */
function rubricsOfOneName(judges: Jury['judges']): string[] {
  const rubrics = judges.flatMap(({ aspects: asked }) => asked).filter((asked) => 'rubric' in asked);
  const words = rubrics.map(({ aspect, rubric, levels, notApplicable }) => ({
    aspect,
    said: JSON.stringify([rubric, levels, notApplicable]),
  }));
  return [
    ...new Set(
      words
        .filter(({ aspect, said }) => words.some((other) => other.aspect === aspect && other.said !== said))
        .map(({ aspect }) => aspect),
    ),
  ];
}

/** Of the pairing, with what it has to choose from. */
export function pairingProblems({ original, pairing }: { original: unknown; pairing: { ties: string } }) {
  if (original !== false || pairing.ties !== 'original') return [];
  return [{ path: ['pairing', 'ties'], message: '"original" breaks no tie where "original" is false' }];
}

/** Of what is published, with what it is made of. */
export function outputProblems({
  output,
  pairing,
}: {
  output: { configs?: readonly string[] | undefined };
  pairing: { signal: PairSignal };
}): InputProblem[] {
  const rated = ['tpo', 'margin'].filter((config) => output.configs?.includes(config));
  if (pairing.signal !== 'delta') return [];
  return rated.map((config) => ({
    path: ['output', 'configs'],
    message: `"${config}" is made of ratings, and "pairing.signal": "delta" asks for none`,
  }));
}

function repeatedIn(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
