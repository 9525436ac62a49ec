import { expect, test } from 'vitest';
import { modelTaskQueue, parseModelName, shardWorkflowId } from '../../src/contract/names.ts';

test('a model id may hold slashes: the provider ends at the first', () => {
  expect(parseModelName('local/mlabonne/NeuralBeagle14-7B')).toEqual({
    provider: 'local',
    modelId: 'mlabonne/NeuralBeagle14-7B',
  });
});

test.each([
  [7, 'mini/shard-00007'],
  [123_456, 'mini/shard-123456'],
])('shard %d is the child %s', (index, id) => {
  expect(shardWorkflowId('mini', index)).toBe(id);
});

test('each provider has a task queue of its own', () => {
  expect(modelTaskQueue('openai')).toBe('llm.openai');
});
