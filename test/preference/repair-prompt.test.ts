import { expect, test } from 'vitest';
import { parseJudgeReply } from '../../src/preference/judge-reply/parse-judge-reply.ts';
import { quotedReply, repairPrompt } from '../../src/preference/repair-prompt.ts';
import { judgePrompt } from '../../src/preference/ultrafeedback-prompt.ts';

const question = { aspect: 'honesty', instruction: 'Name a tree.', texts: ['Birch.', 'A cat.'] } as const;

test('a judge is shown the question and its own reply, and asked to say it again', () => {
  const messages = repairPrompt(question, 'The first: four. The second: one.', 'text 1 has no rating');
  expect(messages.slice(0, 2)).toEqual(judgePrompt(question));
  expect(messages.slice(2)).toEqual([
    { role: 'assistant', content: 'The first: four. The second: one.' },
    { role: 'user', content: expect.stringContaining('(text 1 has no rating)') as string },
  ]);
});

test('the form it is asked for again is one that can be read', () => {
  const content = repairPrompt(question, 'Well.', 'no rating').at(-1)?.content ?? '';
  const form = content.split('\n').find((line) => line.startsWith('{"text_1":')) ?? '';
  expect(parseJudgeReply(form, 2, 'honesty')).toMatchObject({ ratings: [1, 1] });
});

test('a long reply keeps its beginning and its end', () => {
  const reply = `first ${'🌳'.repeat(30_000)} last`;
  const content = quotedReply(reply);
  expect(content).toMatch(/^first 🌳+\n\[…\]\n🌳+ last$/u);
  expect(content.length).toBeLessThan(17_000);
});

test.each(['', '  \n', '<think>on and on'])('an empty reply is not sent as nothing: %j', (reply) => {
  expect(quotedReply(reply)).toBe('(empty)');
});
