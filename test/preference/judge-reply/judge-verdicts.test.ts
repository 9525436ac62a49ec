import { expect, test } from 'vitest';
import { parseJudgeReply } from '../../../src/preference/judge-reply/parse-judge-reply.ts';
import { doubtful, spellings } from './judge-verdicts.ts';

test.each(doubtful)('no ratings are read where there is a doubt: %s', (_name, reply) => {
  expect(parseJudgeReply(reply, 2)).toEqual({ problem: expect.any(String) as string });
});

test.each(spellings)('a verdict is read however it is spelled: %s', (_name, reply) => {
  expect(parseJudgeReply(reply, 2)).toMatchObject({ ratings: [4, 2] });
});
