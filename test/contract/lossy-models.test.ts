import { expect, test } from 'vitest';
import { describeLosses, lossyModels } from '../../src/contract/lossy-models.ts';

const used = (calls: number) => ({ calls, promptTokens: 0, completionTokens: 0 });

test('a tenth of the calls is not named, more is; calls without an answer count among the calls', () => {
  const usage = { 'a/tenth': used(9), 'b/more': used(8), 'c/none': used(5) };
  const lost = {
    'a/tenth': { unanswered: 1, reasons: { 'Llm.Timeout': 1 } },
    'b/more': { unanswered: 1, reasons: { 'Llm.Timeout': 1 } },
  };
  expect(lossyModels({ usage, lost })).toEqual([
    { model: 'b/more', calls: 9, lost: 1, reasons: { 'Llm.Timeout': 1 } },
  ]);
});

test('a model that never answered is named first', () => {
  const lost = {
    'a/poor': { unanswered: 0, reasons: { 'Judge.Unparseable': 5 } },
    'b/mute': { unanswered: 3, reasons: { 'Llm.BadRequest': 2, 'Llm.Timeout': 1 } },
  };
  const [mute, poor] = lossyModels({ usage: { 'a/poor': used(10) }, lost });
  expect(mute && describeLosses(mute)).toBe('lost 3 of 3 calls: 2 × Llm.BadRequest, 1 × Llm.Timeout');
  expect(poor && describeLosses(poor)).toBe('lost 5 of 10 calls: 5 × Judge.Unparseable');
});
