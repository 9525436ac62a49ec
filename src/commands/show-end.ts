import type { RunSummary } from '../contract/run.ts';
import { Problem } from './problem.ts';
import type { RunEnd } from './run-end.ts';
import { plainText, type Say } from './say.ts';
import { showSummary } from './show-summary.ts';

/** Passes on what came out of a run; one that did not end well is a problem, after what it has published. */
export function summaryOf(end: RunEnd, say: Say, folderOf = ({ output }: RunSummary) => output): RunSummary {
  if (!('problem' in end)) return end.summary;
  const { published } = end;
  if (published) showSummary(published, folderOf(published), say);
  throw new Problem(plainText(end.problem));
}
