import { expect, test } from 'vitest';
import { separateThoughts } from '../../../src/preference/thoughts/separate-thoughts.ts';

test.each([
  ['cut off inside', '<think>\nA capybara is a rodent, so it', 'A capybara is a rodent, so it'],
  ['with nothing behind it', '<think>It eats grass.</think>\n', 'It eats grass.'],
  ['of gpt-oss without a final channel', '<|channel|>analysis<|message|>It eats', 'It eats'],
])('a thought %s is no answer', (_title, said, reasoning) => {
  expect(separateThoughts(said)).toEqual({ text: '', reasoning });
});

test.each([
  ['R1, QwQ, Qwen3 and GLM', '<think>\nHm.\n</think>\n\nGrass.'],
  ['R1 distilled, whose beginning stands in the prompt', 'Hm.\n</think>\n\nGrass.'],
  ['the same in one line', 'Hm.</think>Grass.'],
  ['the same, said and done in one line', 'Hm. </think> grass.'.replace('grass', 'Grass')],
  ['another spelling', ' <Thinking>Hm.</THINKING>Grass.'],
  ['Gemini behind its compatible server', '<thought>Hm.</thought>Grass.'],
  ['Seed-OSS', '<seed:think>Hm.</seed:think>Grass.'],
  ['Magistral', '[THINK]Hm.[/THINK]Grass.'],
  ['Magistral without the beginning', 'Hm.[/THINK]Grass.'],
  ['Command A', '<|START_THINKING|>Hm.<|END_THINKING|><|START_RESPONSE|>Grass.<|END_RESPONSE|>'],
  ['Gemma 4', '<|channel>thought\nHm.\n<channel|>Grass.'],
  ['Kimi', '◁think▷Hm.◁/think▷Grass.'],
  [
    'gpt-oss',
    '<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>Grass.<|return|>',
  ],
  [
    'gpt-oss, whose beginning stands in the prompt',
    'analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>Grass.',
  ],
  ['gpt-oss without its special tokens', 'analysisHm.assistantfinalGrass.'],
])('the thought of %s is taken from before the answer', (_title, said) => {
  expect(separateThoughts(said)).toEqual({ text: 'Grass.', reasoning: 'Hm.' });
});

test('an empty thought, as models leave that were told not to think, goes without a trace', () => {
  expect(separateThoughts('<think>\n\n</think>\n\nGrass.')).toEqual({ text: 'Grass.', reasoning: undefined });
});

test('thoughts in a row are one', () => {
  expect(separateThoughts('<think>Hm.</think>\n<think>Grass?</think>\nGrass.')).toEqual({
    text: 'Grass.',
    reasoning: 'Hm.\n\nGrass?',
  });
});

test('a thought that quotes the tag goes on behind it', () => {
  expect(separateThoughts('<think>They ask for `</think>` itself.</think>Write `</think>`.')).toEqual({
    text: 'Write `</think>`.',
    reasoning: 'They ask for `</think>` itself.',
  });
});

test('a thought that breaks off in a block of code ends all the same', () => {
  expect(separateThoughts('<think>Try:\n```js\nrun()\n</think>\nCall `run()`.')).toEqual({
    text: 'Call `run()`.',
    reasoning: 'Try:\n```js\nrun()',
  });
});

test.each([
  ['Reasoning models write <think> before and </think> behind their thoughts.'],
  ['Close it with `</think>` and go on.'],
  ['The tag "</think>" ends a thought.'],
  ['Put the </think> tag last, then answer.'],
  ['Its end is marked by </think>, which some servers keep.'],
  ['Here is a template:\n```xml\n<think>\nyour plan\n</think>\n```\nFill it in.'],
  ['Use `<think>` like this: <think>plan</think>'],
  ['In [THINK] mode Magistral ends with [/THINK] and answers.'],
  ['analysis of the poem: its final line'],
  ['  A plain answer, with its white space.\n'],
  [''],
])('an answer that speaks of such tags stays as it is: %s', (said) => {
  expect(separateThoughts(said)).toEqual({ text: said, reasoning: undefined });
});
