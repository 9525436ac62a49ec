import { answeredCalls } from '../../contract/usage.ts';
import type { Progress } from '../../contract/steering.ts';
import { excerpt, plainText, type Say } from '../say.ts';
import { count, counted, perMinute, timeLeft } from './amounts.ts';
import { describeRetries } from './describe-retries.ts';
import { describeSpending } from './spending.ts';
import type { RunView } from './run-view.ts';
import type { Snapshot } from './snapshot.ts';

/** A change of state is said at once, other news this seldom: a long run must not fill a log. */
const betweenLines = 10_000;
const longestDetail = 200;
/** Calls that are made again are said at once, and then this seldom while what they say is the same. */
const betweenRetries = 60_000;
const longestRetry = 400;

/** Plain lines, for a pipe, a file or a build's log. */
export function lineView(say: Say): RunView {
  let lastLine = '';
  let lastState = '';
  let saidAt = -Infinity;
  let readSaid = false;
  let latest: Snapshot | undefined;
  let lastWait = '';
  const dropsSaid = new Set<string>();
  const retriesSaidAt = new Map<string, number>();

  const sayNews = ({ progress, at }: Snapshot): void => {
    const line = describeProgress(progress);
    if (line === lastLine) return;
    if (progress.read !== undefined && !readSaid) say(`Read from ${excerpt(progress.read, longestDetail)}`);
    readSaid ||= progress.read !== undefined;
    say(line);
    for (const { rowId, reason, detail } of progress.lastDrops) {
      if (dropsSaid.has(rowId)) continue;
      say(`  dropped ${excerpt(rowId, longestDetail)}: ${reason}: ${excerpt(detail, longestDetail)}`);
    }
    dropsSaid.clear();
    for (const { rowId } of progress.lastDrops) dropsSaid.add(rowId);
    lastLine = line;
    saidAt = at;
  };
  const sayRetries = ({ progress, at }: Snapshot): void => {
    for (const retried of progress.retrying) {
      const key = `${retried.model} ${retried.says}`;
      if (at - (retriesSaidAt.get(key) ?? -Infinity) < betweenRetries) continue;
      retriesSaidAt.set(key, at);
      say(`  ${describeRetries(retried, at, longestRetry)}`);
    }
  };
  return {
    show(snapshot) {
      latest = snapshot;
      lastWait = '';
      const state = stateOf(snapshot.progress);
      if (state !== lastState || snapshot.at - saidAt >= betweenLines) sayNews(snapshot);
      lastState = state;
      sayRetries(snapshot);
    },
    wait(why) {
      if (why !== lastWait) say(plainText(why));
      lastWait = why;
    },
    close() {
      if (latest) sayNews(latest);
    },
  };
}

/** How a run is going, in one line. */
export function describeProgress(progress: Progress): string {
  const { rows, pairs, dropped, usage, rate } = progress;
  const calls = Object.values(usage).reduce((sum, model) => sum + answeredCalls(model), 0);
  const lost = Object.values(dropped).reduce((sum, each) => sum + each, 0);
  const planned = `${count(rows.planned)}${rows.allPlanned ? '' : '+'}`;
  if (rows.planned === 0 && !rows.allPlanned) {
    return progress.state === 'planning' ? 'planning: reading the source' : stateOf(progress);
  }
  const isOver = rows.allPlanned && rows.done === rows.planned;
  return [
    `${stateOf(progress)}: ${count(rows.done)} of ${planned} rows`,
    ...(isOver ? [] : [`${count(rows.inFlight)} in flight`]),
    counted(pairs, 'pair'),
    `${count(lost)} dropped`,
    counted(calls, 'call'),
    // Of a run of seconds there is no rate yet, and one that is over has none that matters.
    ...(isOver || rate.rowsPerMinute === 0
      ? []
      : [`${perMinute(rate.rowsPerMinute).replace('/min', '')} rows a minute`]),
    describeSpending(isOver ? { ...progress, projected: { secondsLeft: null, usdTotal: null } } : progress),
    ...(isOver ? [] : timeLeft(progress.projected.secondsLeft)),
    ...(progress.state === 'publishing' ? ['writing the dataset'] : []),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function stateOf({ state, pause }: Progress): string {
  return pause ? `${state} (${excerpt(pause.message, longestDetail)})` : state;
}
