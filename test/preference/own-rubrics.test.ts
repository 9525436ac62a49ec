import { describe, expect, test } from 'vitest';
import { parseRunInput } from '../../src/contract/run-input.schema.ts';
import { promptHashes } from '../../src/output/prompt-hashes.ts';
import { askedAspect, type OwnAspect } from '../../src/preference/aspect.ts';
import { judgeReplyJsonSchema } from '../../src/preference/judge-reply/judge-reply.schema.ts';
import { parseJudgeReply } from '../../src/preference/judge-reply/parse-judge-reply.ts';
import { judgePrompt } from '../../src/preference/ultrafeedback-prompt.ts';

const brevity: OwnAspect = {
  aspect: 'brevity',
  rubric: 'How short is it?\n\n  Words that say nothing count against it: "certainly", {{none}}, <b>so</b>.',
  levels: { '1': 'Mostly padding.', '5': 'Not a word too many.' },
};

function parsed(...aspects: unknown[]) {
  return parseRunInput({
    source: { path: 'letters.jsonl' },
    generators: [{ model: 'simulated/terse' }],
    judges: [{ model: 'simulated/strict', aspects }],
    output: { path: 'out/letters' },
  });
}

function problems(...aspects: unknown[]) {
  const outcome = parsed(...aspects);
  return 'problems' in outcome ? outcome.problems : [];
}

describe('a rubric that makes no sense is told where it stands', () => {
  test.each<[unknown, string]>([
    [{ aspect: 'brevity', rubric: '' }, 'judges[0].aspects[0].rubric: must be a text'],
    [{ aspect: 'brevity', rubric: 'a', scale: 5 }, 'judges[0].aspects[0].scale: is not a known key'],
    [
      { aspect: 'brevity', rubric: 'a', levels: { '6': 'x' } },
      'judges[0].aspects[0].levels.6: is not a known key',
    ],
    [
      { aspect: 'honesty', rubric: 'a' },
      'judges[0].aspects[0].aspect: is an aspect that has a rubric here: call yours otherwise, or leave "rubric" out',
    ],
    [
      { aspect: 'brevity', rubric: 'a'.repeat(8_001) },
      'judges[0].aspects[0].rubric: must have at most 8000 characters',
    ],
  ])('%#', (aspect, problem) => {
    expect(problems(aspect)).toEqual([problem]);
  });

  test('also where two judges mean different things by one name', () => {
    const judges = ['How short is it?', 'How terse is it?'].map((rubric, at) => ({
      model: `simulated/j${at}`,
      aspects: [{ aspect: 'brevity', rubric }],
    }));
    const outcome = parseRunInput({
      source: { path: 'letters.jsonl' },
      generators: [{ model: 'simulated/terse' }],
      judges,
      output: { path: 'out/letters' },
    });
    expect(outcome).toEqual({
      problems: ['judges: two judges have different rubrics called "brevity": call them otherwise'],
    });
  });
});

test('a rubric is kept as it is written, and parsing it again changes nothing', () => {
  const outcome = parsed('honesty', { ...brevity, weight: 2 });
  if ('problems' in outcome) expect.fail(outcome.problems.join());
  expect(outcome.input.judges[0]?.aspects).toEqual([
    { aspect: 'honesty', weight: 1 },
    { ...brevity, weight: 2 },
  ]);
  expect(parseRunInput(outcome.input)).toEqual(outcome);
  expect(askedAspect({ ...brevity, ...{ weight: 2 } })).toEqual(brevity);
});

test('a judge reads the rubric word for word, then what its levels mean', () => {
  const [system, user] = judgePrompt({ aspect: brevity, instruction: 'Hello?', texts: ['Hi.', 'Hello!'] });
  expect(system?.content).toContain(`\n\n${brevity.rubric}\n\n1 - Mostly padding.\n5 - Not a word too many.`);
  expect(user?.content).toContain('a whole number from 1 to 5.');
});

test('a text may be not applicable where the rubric says so, and only there', () => {
  const own = { ...brevity, notApplicable: 'it is a poem.' };
  const [system, user] = judgePrompt({ aspect: own, instruction: 'Hello?', texts: ['Hi.', 'Hello!'] });
  expect(system?.content).toContain('N/A - Not applicable: it is a poem.');
  expect(user?.content).toContain('or "N/A".');
  const reply = JSON.stringify({
    text_1: { rationale: 'A poem.', rating: 'N/A' },
    text_2: { rationale: 'Short.', rating: 4 },
  });
  expect(parseJudgeReply(reply, 2, own)).toMatchObject({ ratings: [null, 4] });
  expect(parseJudgeReply(reply, 2, brevity)).toHaveProperty('problem');
  expect(JSON.stringify(judgeReplyJsonSchema(2, own))).toContain('N/A');
  expect(JSON.stringify(judgeReplyJsonSchema(2, brevity))).not.toContain('N/A');
});

test('a reference stands apart from the texts, which alone are rated', () => {
  const question = {
    aspect: brevity,
    instruction: 'Hello?',
    texts: ['Hi.', 'Hello!'],
    reference: 'Good day.',
  };
  const content = judgePrompt(question)[1]?.content ?? '';
  expect(content).toMatch(/<reference-(\w+)>\nGood day\.\n<\/reference-\1>/);
  expect(content).toContain('Rate the 2 texts.');
});

test('run.json has a hash of what is asked, which is another for another rubric', () => {
  const hashOf = (rubric: string) => {
    const outcome = parsed({ aspect: 'brevity', rubric });
    if ('problems' in outcome) expect.fail(outcome.problems.join());
    return promptHashes(outcome.input);
  };
  expect(Object.keys(hashOf('a'))).toEqual(['brevity']);
  expect(hashOf('a')).toEqual(hashOf('a'));
  expect(hashOf('a')).not.toEqual(hashOf('b'));
});
