import { expect, test } from 'vitest';
import { familyWarnings } from '../../../src/output/report/family-warnings.ts';
import { familiesOf, sameFamily } from '../../../src/output/report/model-family.ts';

test.each([
  ['openai/gpt-4-turbo', 'gpt-4-1106-preview'],
  ['openai/o3-mini', 'openai/gpt-4.1'],
  ['anthropic/claude-sonnet-4-5', 'openrouter/anthropic/claude-3-haiku'],
  ['google/gemini-2.5-pro', 'vllm/google/gemma-3-27b-it'],
  ['together/meta-llama/Llama-3.3-70B-Instruct-Turbo', 'llama3.1:8b'],
  ['mistral/mistral-large-latest', 'vllm/mistralai/Mixtral-8x7B-Instruct-v0.1'],
  ['mistral/mistral-large-latest', 'argilla/notus-7b-v1'],
  ['vllm/Qwen/QwQ-32B', 'qwen2.5-7b-instruct'],
  ['deepseek/deepseek-chat', 'deepseek-r1-distill-llama-70b'],
  ['groq/llama-3.3-70b-versatile', 'deepseek-r1-distill-llama-70b'],
  ['azure/phi-4', 'microsoft/Phi-3.5-mini-instruct'],
  ['cohere/command-r-plus', 'c4ai-aya-expanse-32b'],
  ['anthropic/next-one', 'claude-opus-4'],
  ['vllm/home-made', 'vllm/home-made'],
])('%s and %s are of one family', (judge, candidate) => {
  expect(sameFamily(judge, candidate)).toBe(true);
});

test.each([
  ['openai/gpt-4.1', 'anthropic/claude-haiku-4-5'],
  ['openai/gpt-4.1', 'EleutherAI/gpt-j-6b'],
  ['openai/gpt-4.1', 'nomic/gpt4all-j'],
  ['openai/gpt-4.1', 'openai/llama-3-8b'],
  ['openai/home-made', 'openai/also-home-made'],
  ['simulated/judge', 'simulated/notus'],
  ['azure/phi-4', 'dolphin-2'],
  ['openai/gpt-4.1', 'foo3-mini'],
  ['openai/gpt-4.1', 'original'],
])('%s and %s are not known to be of one family', (judge, candidate) => {
  expect(sameFamily(judge, candidate)).toBe(false);
});

test('a maker is only asked where the model itself does not tell', () => {
  expect(familiesOf('google/claude-on-vertex')).toEqual(['Claude']);
  expect(familiesOf('google/unheard-of')).toEqual(['Gemini and Gemma']);
  expect(familiesOf('constructor/toString')).toEqual([]);
});

test('every judge is held against every candidate, by its model and by its name', () => {
  const judges = [
    { name: 'big', model: 'openai/gpt-4.1' },
    { name: 'haiku', model: 'anthropic/claude-haiku-4-5' },
  ];
  const candidates = [
    { name: 'gpt-4-1106-preview', model: null },
    { name: 'notus', model: 'vllm/argilla/notus-7b-v1' },
  ];
  expect(familyWarnings(judges, candidates)).toEqual([
    { judge: 'big', candidate: 'gpt-4-1106-preview', family: 'OpenAI GPT' },
  ]);
});
