import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { inputOfPipeline } from '../../../src/commands/import/input-of-pipeline.ts';
import { pipelineSchema } from '../../../src/commands/import/pipeline.schema.ts';
import { parseRunInput } from '../../../src/contract/run-input.schema.ts';

const dump = readFileSync(fileURLToPath(new URL('./capybara-like.yaml', import.meta.url)), 'utf8');
const imported = (yaml: string) => inputOfPipeline(pipelineSchema.parse(parse(yaml)).pipeline);

test('what is none of distilabel 1.0 is no pipeline', () => {
  expect(pipelineSchema.safeParse(parse('pipeline: [1]')).success).toBe(false);
  expect(pipelineSchema.safeParse(parse('steps: []')).success).toBe(false);
});

test('what the input cannot say is named, step by step', () => {
  expect(imported(dump).notTaken).toEqual([
    'text_generation_with_oak: generation_kwargs.repetition_penalty = 1.1',
    'text_generation_with_elm: InferenceEndpointsLLM is called as provider "vllm": serve forest/elm-7b there, or name another',
    'deita: a step DeitaFiltering has nothing like it here',
    'provider "vllm": a server of vLLM has one model, and 2 are asked: name a provider for each',
  ]);
});

test('a dataset that was named when the pipeline was run is asked for', () => {
  const { input, notTaken } = imported(dump.replace('repo_id: otter/talks', 'repo_id: null'));
  expect(notTaken[0]).toBe('load_dataset: its repo_id was given when it was run: set "source.hub"');
  expect(parseRunInput(input)).toMatchObject({
    problems: [expect.stringContaining('source.hub') as unknown],
  });
});

test('the pipeline of a preference set becomes an input that a run takes', () => {
  const { input, byItself } = imported(dump);
  expect(input).toEqual({
    $schema: 'schemas/run-input.schema.json',
    name: 'otter-preferences',
    source: { hub: 'otter/talks', split: 'train' },
    generators: [
      { model: 'vllm/forest/oak-7b', name: 'oak-7b', maxTokens: 1024, temperature: 1 },
      { model: 'vllm/forest/elm-7b', name: 'elm-7b', maxTokens: 512 },
    ],
    original: { name: 'original' },
    judges: [
      {
        model: 'openai/gpt-4-turbo',
        name: 'gpt-4-turbo',
        maxTokens: 1024,
        temperature: 0.7,
        aspects: ['overall-rating'],
      },
    ],
    output: { path: 'out/otter-preferences' },
  });
  expect(byItself).toEqual(['format_messages', 'combine_columns']);
  expect(parseRunInput(input)).toHaveProperty('input');
});

test('two aspects of one model are one judge, and without the original only generations compete', () => {
  const [head = '', tail = ''] = dump.split('    - step:\n        name: deita');
  const second = head
    .slice(head.indexOf('    - step:\n        name: ultrafeedback'))
    .replaceAll('ultrafeedback\n', 'helpful\n')
    .replace('aspect: overall-rating', 'aspect: helpfulness');
  const { input } = imported(
    `${head}${second}    - step:\n        name: deita${tail}`.replace(
      'name: PreserveGeneration',
      'name: KeepColumns',
    ),
  );
  expect(input).toMatchObject({
    original: false,
    judges: [{ aspects: ['overall-rating', 'helpfulness'] }],
  });
});
