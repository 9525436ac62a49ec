import { expect, test } from 'vitest';
import { callColumns, type JudgeCallMade } from '../../src/preference/call-columns.ts';
import type { Candidate } from '../../src/preference/candidate.ts';

const usage = { promptTokens: 3, completionTokens: 4 };

function candidate(model: string, request?: string): Candidate {
  const call =
    request === undefined ? {} : { call: { model: `p/${model}`, record: { request, answer: 'a' } } };
  return { model, text: 'Grass.', finishReason: 'stop', usage, loss: null, ...call };
}

function made(changes: Partial<JudgeCallMade>): JudgeCallMade {
  const { judge = 'first', aspect = 'helpfulness', orderNumber = 0, ask = 1 } = changes;
  const record = { request: `${judge} ${aspect} ${orderNumber} ${ask}`, answer: 'b', model: 'judge-2' };
  return { model: 'p/judge', judge, aspect, order: [1, 0], orderNumber, ask, record, usage };
}

const jury = [
  { name: 'first', aspects: [{ aspect: 'helpfulness' }, { aspect: 'honesty' }] },
  { name: 'second', aspects: [{ aspect: 'honesty' }] },
];

test('calls stand in one order, whichever came back first', () => {
  const judged = [
    made({ judge: 'second', aspect: 'honesty' }),
    made({ ask: 2 }),
    made({ aspect: 'honesty' }),
    made({ orderNumber: 1 }),
    made({}),
  ];
  const wanted = [
    'notus',
    'first helpfulness 0 1',
    'first helpfulness 0 2',
    'first helpfulness 1 1',
    'first honesty 0 1',
    'second honesty 0 1',
  ];
  for (const heard of [judged, [...judged].reverse()]) {
    const columns = callColumns([candidate('original'), candidate('notus', 'notus')], heard, jury);
    expect(columns.map(({ request }) => request)).toEqual(wanted);
  }
});

test('a candidate that no call made has none, and an unnamed model an empty name', () => {
  expect(callColumns([candidate('original'), candidate('notus', 'r')], [], jury)).toEqual([
    {
      step: 'generate',
      model: 'p/notus',
      reported_model: '',
      candidates: [1],
      judge: '',
      aspect: '',
      ask: 1,
      request: 'r',
      answer: 'a',
      prompt_tokens: 3,
      completion_tokens: 4,
    },
  ]);
});
