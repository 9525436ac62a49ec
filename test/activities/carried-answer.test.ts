import { describe, expect, test } from 'vitest';
import { carriedGeneration, carriedJudgement } from '../../src/activities/carried-answer.ts';
import { generationHash } from '../../src/answers/call-hashes.ts';
import { limits } from '../../src/contract/limits.ts';
import { jsonBytes } from '../../src/contract/text-size.ts';

const usage = { promptTokens: 20, completionTokens: 1_000 };

describe('an answer', () => {
  test('too large for a payload leaves its size, its thought and what was paid', () => {
    const text = 'x'.repeat(limits.candidateBytes);
    expect(
      carriedGeneration({ text, reasoning: 'Hm.', finishReason: 'stop', usage, model: 'm-2' }, 'a1b2'),
    ).toEqual({
      text: '',
      reasoning: 'Hm.',
      finishReason: 'stop',
      usage,
      call: { request: 'a1b2', answer: generationHash(text), model: 'm-2' },
      tooLargeBytes: limits.candidateBytes + 2,
    });
  });

  test('is measured as it travels, not by its tokens', () => {
    const text = 'घास खाता है। '.repeat(1_000);
    expect(carriedGeneration({ text, finishReason: 'stop', usage }, '').text).toBe(text);
  });

  test('is not lost for a thought that is too long', () => {
    const reasoning = 'Hm. '.repeat(limits.reasoningBytes);
    const carried = carriedGeneration({ text: 'Grass.', reasoning, finishReason: 'stop', usage }, '');
    expect(carried.text).toBe('Grass.');
    expect(jsonBytes(carried.reasoning)).toBeLessThanOrEqual(limits.reasoningBytes);
  });
});

describe('a judgement', () => {
  test('too large for a payload is asked for again, and counted', () => {
    const rationales = ['x'.repeat(limits.judgementBytes), 'y'];
    expect(carriedJudgement({ kind: 'rated', ratings: [1, 2], rationales, usage })).toMatchObject({
      kind: 'unparseable',
      usage,
    });
  });

  test('is well-formed, whatever its JSON spelled', () => {
    const reply = { kind: 'rated', ratings: [1, 2], rationales: ['\ud835', 'y'], usage } as const;
    expect(carriedJudgement({ ...reply, ratings: [1, 2], rationales: ['\ud835', 'y'] })).toMatchObject({
      rationales: ['\ufffd', 'y'],
    });
  });
});
