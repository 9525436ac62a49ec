import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { frameOf } from '../../../src/commands/watch/frame.ts';
import { snapshot } from './progress.ts';

const escape = '\u001b[2J\u001b]0;title\u0007';

test('what a provider, a model name or a row id holds is not obeyed by the terminal', () => {
  const frame = frameOf(
    {
      ...snapshot({
        name: `${escape}name`,
        state: 'paused',
        pause: { reason: 'Llm.QuotaExceeded', message: `${escape}no credit\nleft` },
        usage: { [`${escape}x/y`]: { calls: 1, promptTokens: 1, completionTokens: 1, costUsd: null } },
        lastDrops: [{ rowId: `${escape}1`, reason: 'Llm.BadRequest', detail: `${escape}\r\nrefused` }],
        output: `${escape}out`,
      }),
      workflowId: `${escape}id`,
    },
    100,
  ).join('\n');
  expect(frame).toBe(stripVTControlCharacters(frame));
  expect(frame).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  expect(frame).toContain('Llm.QuotaExceeded: no credit left');
  expect(frame).toContain('1  Llm.BadRequest  refused');
});

test('a run shows its stages, each model with its calls, rate and cost, and what was lost', () => {
  expect(frameOf(snapshot(), 110)).toEqual([
    'ponds · running · 2 min 0 s · 2 min 5 s left · out/ponds',
    '',
    'plan               ████████████████████████  100 rows',
    'generate  a/notus  ████████████░░░░░░░░░░░░    52/100          1,234 tokens',
    'judge     b/judge  ████████████░░░░░░░░░░░░    50/100  25/min  10,000 tokens · $0.42',
    'rows               ████████████░░░░░░░░░░░░    50/100  25/min',
    'publish            ░░░░░░░░░░░░░░░░░░░░░░░░',
    '',
    '4 of at most 10 rows in flight · 47 pairs · 3 dropped',
    '$0.42 of $5.00 spent · 1 model without a price · $0.84 projected',
    'dropped: 2 × Pair.Tie, 1 × Llm.Timeout',
    '  ponds/9  Llm.Timeout  judge: no answer',
    '  ponds/3  Pair.Tie     all 2 candidates were rated 5',
  ]);
});

test('no line is wider than the terminal, down to 80 columns', () => {
  const detail = 'x'.repeat(500);
  const wide = snapshot({ lastDrops: [{ rowId: 'ponds/3', reason: 'Llm.BadRequest', detail }] });
  const model = `provider/${'long-name-'.repeat(10)}`;
  const roles = [{ model, role: 'generate', callsPerRow: 1, questionsBefore: 0 }];
  for (const line of frameOf({ ...wide, roles }, 80)) expect(line.length).toBeLessThanOrEqual(80);
});

test('a model that the input did not name has a line without an end', () => {
  const usage = { 'c/other': { calls: 3, promptTokens: 1, completionTokens: 1, costUsd: null } };
  expect(frameOf(snapshot({ usage }), 110).join('\n')).toMatch(/calls +c\/other +░+ +3 +2 tokens/);
});

test('a bar is full only when its stage is done', () => {
  const rows = { planned: 1_000, allPlanned: true, done: 999, inFlight: 1, left: 0 };
  const [line] = frameOf(snapshot({ rows }), 110).filter((each) => each.startsWith('rows'));
  expect(line).toMatch(/█░ +999\/1,000/);
});
