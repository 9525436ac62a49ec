import { firstDifference, readDataFiles, type DataFiles } from './data-files.ts';
import { callsAtKills } from './in-flight.ts';
import { readRecordedCalls } from './recorded-calls.ts';
import type { TrialRow } from './table.ts';
import { Trial } from './trial.ts';
import type { Disturbance, FaultTrial, Scale } from './trials.ts';

export interface TrialResult {
  row: TrialRow;
  files: DataFiles;
}

/** Carries out one trial, from an empty folder to its line in the table. */
export async function runTrial(
  faults: FaultTrial,
  scale: Scale,
  undisturbed: DataFiles | undefined,
): Promise<TrialResult> {
  const { latencyMilliseconds, rows } = scale;
  const trial = await Trial.prepare({ rows, provider: { latencyMilliseconds }, ...faults.options });
  try {
    await trial.startServer();
    for (let started = 0; started < (faults.workers ?? 1); started += 1) {
      await trial.startWorker().untilReady();
    }
    const disturbance: Disturbance = { kills: [], notes: [], problems: [] };
    const startedAt = Date.now();
    const run = await trial.start();
    const [status] = await Promise.all([trial.untilEnded(run), faults.disturb(trial, scale, disturbance)]);
    const seconds = (Date.now() - startedAt) / 1_000;
    const files = await readDataFiles(trial.outputFolder);
    return {
      files,
      row: await rowOf(faults, scale, trial, { status, seconds, files, disturbance, undisturbed }),
    };
  } finally {
    await trial.close();
  }
}

interface Outcome {
  status: string;
  seconds: number;
  files: DataFiles;
  disturbance: Disturbance;
  undisturbed: DataFiles | undefined;
}

async function rowOf(
  faults: FaultTrial,
  { rows }: Scale,
  trial: Trial,
  { status, seconds, files, disturbance, undisturbed }: Outcome,
): Promise<TrialRow> {
  const { kills, notes, problems } = disturbance;
  const counts = await trial.provider.counts();
  const calls = rows * 4;
  const recorded = await readRecordedCalls(trial.client, trial.workflowId);
  const { inFlight, unread, unexplained } = callsAtKills(await trial.provider.requests(), recorded, kills);
  const atKills = inFlight.reduce((sum, count) => sum + count, 0);
  // Answers are read and kept one at a time, so a kill may take one between the two.
  const unkept = unread + kills.length;
  const lost = faults.mayPayAgain === 'what was unread at the kills' ? Math.min(unkept, atKills) : atKills;
  const charged = counts.paid + counts.aborted;
  const accounted = files.pairs + files.dropped.length;
  const reasons = [...new Set(files.dropped.map(({ reason }) => reason))].sort();
  const difference = undisturbed && firstDifference(files, undisturbed);

  if (status !== 'COMPLETED') problems.push(`the run ended as ${status}`);
  if (accounted !== rows) problems.push(`${accounted} of ${rows} rows accounted for`);
  if (!reasons.every((reason) => faults.dropReasons.includes(reason)))
    problems.push(`dropped for ${reasons.join()}`);
  if (faults.sameBytes && difference) problems.push(`other bytes, ${difference}`);
  if (faults.mayPayAgain === 'nothing' && charged !== calls) problems.push(`${charged} calls charged`);
  if (faults.mayPayAgain.endsWith('at the kills')) {
    if (charged > calls + lost) problems.push(`${charged} calls charged`);
    if (unexplained > 0) problems.push(`${unexplained} calls repeated without need`);
  }
  if (faults.mayPayAgain === 'what was unread at the kills') {
    notes.push(`of ${atKills} in flight, the answers of ${unread} had not been read`);
  }
  faults.inspect?.(counts, disturbance);
  return {
    trial: faults.name,
    paid: counts.paid,
    aborted: counts.aborted,
    bound: faults.mayPayAgain === 'what failed' ? '-' : `${calls}${lost > 0 ? ` + ${lost}` : ''}`,
    accounted: `${accounted}`,
    dropped: reasons.map((reason) => `${count(files, reason)} ${reason}`).join(', '),
    sameBytes: faults.sameBytes ? (difference ? 'no' : 'yes') : '-',
    seconds,
    notes: notes.join('; '),
    problems,
  };
}

function count({ dropped }: DataFiles, wanted: string): number {
  return dropped.filter(({ reason }) => reason === wanted).length;
}
