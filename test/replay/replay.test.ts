import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, expect, test } from 'vitest';
import { workflowBundlePath } from '../../src/process/workflow-bundle-path.ts';
import '../temporal-server/quiet-runtime.ts';
import { swapActivities, withAnotherCommand } from './altered-history.ts';
import { readHistory, storedHistories, unreleased, type StoredHistory } from './histories.ts';

/** What replaying each history gave: nothing, or the error. One worker replays them all. */
async function replay(histories: readonly StoredHistory[]): Promise<(Error | undefined)[]> {
  const named = histories.map((history) => {
    const { workflowId = '', originalExecutionRunId = '' } =
      history.events[0]?.workflowExecutionStartedEventAttributes ?? {};
    return { workflowId, runId: originalExecutionRunId, history };
  });
  const errors = new Map<string, Error | undefined>();
  for await (const { runId, error } of Worker.runReplayHistories(
    { workflowBundle: { codePath: workflowBundlePath } },
    named,
  ))
    errors.set(runId, error);
  expect(errors.size).toBe(histories.length);
  return named.map(({ runId }) => {
    expect([...errors.keys()]).toContain(runId);
    return errors.get(runId);
  });
}

const stored = storedHistories().map((name) => ({ name, history: readHistory(name) }));
let asTheyAre: (Error | undefined)[];
let altered: (Error | undefined)[];
beforeAll(async () => {
  asTheyAre = await replay(stored.map(({ history }) => history));
  altered = await replay(stored.map(({ history }) => withAnotherCommand(history)));
});

test.each([
  'one-row',
  'many-shards',
  'jury',
  'retries',
  'drops',
  'stopped',
  'pause-and-resume',
  'budget',
  'reused-answers',
  'push',
  'cancelled',
  'finish',
])('there is a stored history of a run and of a shard of the kind %s', (kind) => {
  for (const [name, type] of [
    ['run', 'preferenceDataset'],
    ['shard', 'preferenceShard'],
  ] as const) {
    const file = `${unreleased}/${kind}/${name}.json`;
    expect(stored.map(({ name }) => name)).toContain(file);
    const [started] = readHistory(file).events;
    expect(started?.workflowExecutionStartedEventAttributes?.workflowType.name).toBe(type);
  }
});

test('there are stored histories of both sides of continue-as-new, and of an input that is refused', () => {
  const before = readHistory(`${unreleased}/continue-as-new/before.json`).events;
  expect(before.at(-1)?.eventType).toBe('EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW');
  const [after] = readHistory(`${unreleased}/continue-as-new/after.json`).events;
  expect(after?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId).toBeTruthy();
  const refused = readHistory(`${unreleased}/invalid-input/run.json`).events;
  expect(refused.at(-1)?.eventType).toBe('EVENT_TYPE_WORKFLOW_EXECUTION_FAILED');
});

test.each(stored.map(({ name }, place) => ({ name, place })))(
  '$name replays with the workflows as they are now, and not with another command in its place',
  ({ place }) => {
    expect(asTheyAre[place]).toBeUndefined();
    expect(altered[place]).toBeInstanceOf(DeterminismViolationError);
  },
);

test('two activities in the other order do not replay', async () => {
  const history = readHistory(`${unreleased}/one-row/shard.json`);
  const [error] = await replay([swapActivities(history, 'generate', 'judge')]);
  expect(error).toBeInstanceOf(DeterminismViolationError);
});
