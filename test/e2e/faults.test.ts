import { beforeAll, expect, test } from 'vitest';
import type { DataFiles } from './trial/data-files.ts';
import { runTrial } from './trial/run-trial.ts';
import { faultTrials, type Scale } from './trial/trials.ts';

/** The trials of `npm run test:faults`, short enough for every change. */
const scale: Scale = {
  rows: 40,
  latencyMilliseconds: 150,
  kills: 2,
  serverKills: 1,
  terminations: 2,
  secondsDown: 5,
};
const [undisturbed, ...disturbed] = faultTrials(scale);
let files: DataFiles;

beforeAll(async () => {
  const { row, files: published } = await runTrial(undisturbed!, scale, undefined);
  expect(row.problems).toEqual([]);
  files = published;
}, 120_000);

// Mostly waits for what a killed process leaves behind, and each has its own server, provider and workers.
test.concurrent.each(disturbed)(
  '$name: costs what it must and no more',
  { timeout: 120_000 },
  async (trial) => {
    const { row } = await runTrial(trial, scale, files);
    expect(row.problems).toEqual([]);
  },
);
