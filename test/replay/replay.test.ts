import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { expect, test } from 'vitest';
import { workflowBundlePath } from '../../src/process/workflow-bundle-path.ts';
import '../temporal-server/quiet-runtime.ts';
import { swapActivities, withAnotherCommand } from './altered-history.ts';
import { readHistory, storedHistories, unreleased, type StoredHistory } from './histories.ts';

async function replay(history: StoredHistory): Promise<void> {
  const { workflowId } = history.events[0]?.workflowExecutionStartedEventAttributes ?? {};
  await Worker.runReplayHistory({ workflowBundle: { codePath: workflowBundlePath } }, history, workflowId);
}

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
  const stored = storedHistories();
  for (const [name, type] of [
    ['run', 'preferenceDataset'],
    ['shard', 'preferenceShard'],
  ] as const) {
    const file = `${unreleased}/${kind}/${name}.json`;
    expect(stored).toContain(file);
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

test.each(storedHistories())('%s replays with the workflows as they are now', async (name) => {
  await replay(readHistory(name));
});

test.each(storedHistories())('%s, with another command in its place, does not replay', async (name) => {
  await expect(replay(withAnotherCommand(readHistory(name)))).rejects.toThrow(DeterminismViolationError);
});

test('two activities in the other order do not replay', async () => {
  const history = readHistory(`${unreleased}/one-row/shard.json`);
  await expect(replay(swapActivities(history, 'generate', 'judge'))).rejects.toThrow(
    DeterminismViolationError,
  );
});
