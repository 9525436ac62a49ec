import { expect, test } from 'vitest';
import type { Candidate } from '../../src/preference/candidate.ts';
import { choosePreference, type PreferencePolicy } from '../../src/preference/choose-preference.ts';
import { isDropReason } from '../../src/preference/drop-reason.ts';
import { answer } from '../preference/candidates.ts';
import { candidateNames, normal, qualityOf } from './texts-of-known-quality.ts';

const rows = 4_000;
/** What twice the length gains with a judge that loves length, in rating points. */
const gain = 1;
const noise = 0.5;

const ways: { name: string; most?: PreferencePolicy['maxLengthDifference'] }[] = [
  { name: 'none' },
  { name: '`{"tokens": 400}`', most: { tokens: 400 } },
  { name: '`{"tokens": 100}`', most: { tokens: 100 } },
  { name: '`{"ratio": 2}`', most: { ratio: 2 } },
  { name: '`{"ratio": 1.25}`', most: { ratio: 1.25 } },
];

/** Log-normal about 250 tokens, and nothing to do with quality. */
function lengthOf(row: number, candidate: string): number {
  return Math.max(1, Math.round(250 * 2 ** normal('length', row, candidate)));
}

interface Outcome {
  pairs: number;
  wrong: number;
  longerWins: number;
}

/** Four candidates a row, rated by their quality, their length and noise, as one judge does. */
function outcomeOf(most: PreferencePolicy['maxLengthDifference']): Outcome {
  const outcome = { pairs: 0, wrong: 0, longerWins: 0 };
  for (let row = 0; row < rows; row += 1) {
    const lengths = candidateNames.map((name) => lengthOf(row, name));
    const ratings = candidateNames.map((name, at) => {
      const seen = qualityOf(row, name) + gain * Math.log2((lengths[at] ?? 1) / 250);
      return Math.min(5, Math.max(1, Math.round(seen + noise * normal('noise', row, name))));
    });
    const candidates: Candidate[] = candidateNames.map((name) => answer(name, `${name} ${row}`));
    const policy: PreferencePolicy = {
      minMargin: 0,
      rejected: 'lowest',
      ties: 'drop',
      filters: [],
      minCharacters: 0,
      maxLengthDifference: most,
    };
    const pair = choosePreference(candidates, ratings, policy, [7, row], lengths);
    if (isDropReason(pair)) continue;
    const quality = (place: number) => qualityOf(row, candidateNames[place] ?? '');
    outcome.pairs += 1;
    if (quality(pair.chosen) <= quality(pair.rejected)) outcome.wrong += 1;
    if ((lengths[pair.chosen] ?? 0) > (lengths[pair.rejected] ?? 0)) outcome.longerWins += 1;
  }
  return outcome;
}

/** `npm run judge-trial`: what `pairing.maxLengthDifference` is worth with a judge that takes length for quality. */
test(`the share of wrong pairs among ${rows} rows, by how uneven pairs may be`, () => {
  const outcomes = ways.map(({ name, most }) => ({ name, ...outcomeOf(most) }));
  const percent = (part: number, of: number) => `${((100 * part) / of).toFixed(1)} %`;
  process.stdout.write(
    [
      `\n${rows} rows of four candidates; twice the length gains ${gain}, noise ${noise}\n`,
      '| `maxLengthDifference` | pairs | wrong pairs | share | the longer answer won |',
      '| --- | --- | --- | --- | --- |',
      ...outcomes.map(
        ({ name, pairs, wrong, longerWins }) =>
          `| ${name} | ${pairs} | ${wrong} | ${percent(wrong, pairs)} | ${percent(longerWins, pairs)} |`,
      ),
      '',
    ].join('\n'),
  );
  const [all, , even] = outcomes;
  expect(even!.wrong / even!.pairs).toBeLessThan(all!.wrong / all!.pairs);
});
