import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { expect, test } from 'vitest';
import { workflowBundlePath } from '../../src/process/workflow-bundle-path.ts';
import '../temporal-server/quiet-runtime.ts';
import { readHistory, storedHistories, type StoredHistory } from './histories.ts';

async function replay(history: StoredHistory): Promise<void> {
  const { workflowId } = history.events[0]?.workflowExecutionStartedEventAttributes ?? {};
  await Worker.runReplayHistory({ workflowBundle: { codePath: workflowBundlePath } }, history, workflowId);
}

test('there is a stored history of every workflow type', () => {
  const types = storedHistories().map((name) => readHistory(name).events[0]);
  expect(JSON.stringify(types)).toContain('"name":"preferenceDataset"');
  expect(JSON.stringify(types)).toContain('"name":"preferenceShard"');
});

test.each(storedHistories())('%s replays with the workflows as they are now', async (name) => {
  await replay(readHistory(name));
});

test.each(storedHistories())('%s, altered, does not replay', async (name) => {
  const altered = JSON.stringify(readHistory(name)).replace(
    /"activityType":\{"name":"(planDataset|loadShard)"\}/,
    '"activityType":{"name":"brewTea"}',
  );
  expect(altered).toContain('brewTea');
  await expect(replay(JSON.parse(altered) as StoredHistory)).rejects.toThrow(DeterminismViolationError);
});
