import { expect, test } from 'vitest';
import { parseJudgeReply } from '../../src/preference/judge-reply/parse-judge-reply.ts';
import { sectionFence } from '../../src/preference/section-fence.ts';
import { judgePrompt } from '../../src/preference/ultrafeedback-prompt.ts';

const question = {
  aspect: 'overall-rating',
  instruction: 'Name a tree.',
  texts: ['Birch.', 'A cat.', 'Oak.'],
} as const;

test('a judge is shown the instruction and then the texts, in the order given', () => {
  const [, { content }] = judgePrompt(question) as [unknown, { content: string }];
  const fence = sectionFence([question.instruction, ...question.texts]);
  expect(content.replaceAll(`-${fence}`, '')).toMatch(
    /\n\n<instruction>\nName a tree\.\n<\/instruction>\n\n<text_1>\nBirch\.\n<\/text_1>\n\n<text_2>\nA cat\.\n<\/text_2>\n\n<text_3>\nOak\.\n<\/text_3>\n\nRate the 3 texts\./,
  );
});

test('the scale goes from 1 to 5 in the system message', () => {
  const [system] = judgePrompt(question);
  expect(system?.role).toBe('system');
  for (const rating of [1, 2, 3, 4, 5]) expect(system?.content).toMatch(new RegExp(`^${rating} - `, 'm'));
});

test('the form a judge is told to answer in is one that can be read', () => {
  const [, user] = judgePrompt(question);
  const form = (user?.content ?? '').split('\n').find((line) => line.startsWith('{')) ?? '';
  expect(parseJudgeReply(form, 3)).toMatchObject({ ratings: [1, 1, 1] });
});
