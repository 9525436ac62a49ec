import { expect, test } from 'vitest';
import { estimateRun } from '../../src/commands/estimate.ts';
import { runInputSchema } from '../../src/contract/run-input.schema.ts';
import { sourceAccess } from '../source/source-access.ts';
import { inventConversations } from '../e2e/trial/conversations.ts';
import { withPipeline } from './with-pipeline.ts';

test('an estimate makes no call, leaves no trace, and is right about calls and prompts', async () => {
  const { place, input, start, provider, dataDirectory, model } = await withPipeline();
  await place('conversations.jsonl', inventConversations(20));
  const given = input({ rows: { offset: 2, limit: 12 }, limits: { preflight: true } });
  const estimated = await estimateRun(runInputSchema.parse(given), sourceAccess(dataDirectory));
  expect(provider.requests).toEqual([]);

  const { rows, usage } = await (await start(given)).result();
  expect(estimated).toMatchObject({ rows, unusable: 0 });
  for (const [name, used] of Object.entries(usage)) {
    const expected = estimated.expected[name]!;
    const most = estimated.most[name]!;
    expect(expected.calls).toBe(used.calls);
    if (name === model('gpt-4-turbo')) expect(most.promptTokens).toBeGreaterThan(used.promptTokens);
    else expect(expected.promptTokens / used.promptTokens).toBeCloseTo(1, 1);
    expect(most.completionTokens).toBeGreaterThanOrEqual(used.completionTokens);
  }
});

test('an estimate draws the same generators as the run, and knows what judges would not cost', async () => {
  const { place, input, start, dataDirectory, model } = await withPipeline();
  await place('conversations.jsonl', inventConversations(20));
  const given = input({
    generators: [
      { model: model('oak'), tier: 'strong', weight: 3 },
      { model: model('elm'), tier: 'strong' },
      { model: model('reed'), tier: 'weak' },
    ],
    candidates: { perRow: 2, always: ['weak'] },
    original: false,
  });
  const { expected, unjudged } = await estimateRun(runInputSchema.parse(given), sourceAccess(dataDirectory));
  const { usage } = await (await start(given)).result();
  const callsOf = (used: Record<string, { calls: number }>) =>
    Object.fromEntries(Object.entries(used).map(([name, { calls }]) => [name, calls]));
  expect(callsOf(expected)).toEqual(callsOf(usage));
  const { [model('gpt-4-turbo')]: _judge, ...generated } = callsOf(expected);
  expect(callsOf(unjudged ?? {})).toEqual(generated);
});
