import { expect, test } from 'vitest';
import { killBetweenKeepingAndCompletion } from './trial/kept-answers-trial.ts';
import type { DataFiles } from './trial/data-files.ts';
import { runTrial } from './trial/run-trial.ts';
import { trialTable, type TrialRow } from './trial/table.ts';
import { faultTrials } from './trial/trials.ts';

/** `npm run test:faults`: real processes, 200 rows of four calls, and the table of what each fault cost. `TRIAL` picks some. */
test('every fault costs what it must and no more', async () => {
  const scale = {
    rows: 200,
    latencyMilliseconds: 240,
    kills: 10,
    serverKills: 2,
    terminations: 5,
    secondsDown: 60,
  };
  const rows: TrialRow[] = [];
  let undisturbed: DataFiles | undefined;
  const wanted = new RegExp(process.env['TRIAL'] ?? '');
  for (const trial of faultTrials(scale).filter(({ name }) => name === 'no faults' || wanted.test(name))) {
    const { row, files } = await runTrial(trial, scale, undisturbed);
    undisturbed ??= files;
    rows.push(row);
    process.stdout.write(`${trialTable([row])}\n`);
  }
  process.stdout.write(`\n${trialTable(rows)}\n`);
  expect(rows.flatMap(({ trial, problems }) => problems.map((problem) => `${trial}: ${problem}`))).toEqual(
    [],
  );
});

test('kill -9 between the keeping of answers and their completion, ten times: none is paid twice', () =>
  killBetweenKeepingAndCompletion(50, 10));
