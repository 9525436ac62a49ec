import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parseRunInput } from '../src/contract/run-input.schema.ts';
import { Providers } from '../src/models/providers.ts';
import { readConfiguration } from '../src/process/configuration.ts';

const folder = fileURLToPath(new URL('../examples/', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const inputs = files.filter((name) => !name.endsWith('.providers.json'));

test.each(inputs)('examples/%s is an input that a run takes', (name) => {
  expect(parseRunInput(JSON.parse(readFileSync(folder + name, 'utf8')))).toHaveProperty('input');
});

test.each(files.filter((name) => name.endsWith('.providers.json')))(
  'examples/%s has every provider of the example beside it',
  (name) => {
    const environment = { PROVIDERS_FILE: folder + name, ANTHROPIC_API_KEY: 'a', GEMINI_API_KEY: 'g' };
    const providers = new Providers(readConfiguration(environment).providers);
    const input = JSON.parse(readFileSync(folder + name.replace('.providers', ''), 'utf8')) as {
      generators: { model: string }[];
      judges: { model: string }[];
    };
    const problems = [...input.generators, ...input.judges].map(({ model }) => providers.problemWith(model));
    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
  },
);

test('examples/README.md says of each example what it shows and needs', () => {
  const page = readFileSync(`${folder}README.md`, 'utf8');
  const told = [...page.matchAll(/^\| \[([\w.-]+)\]\(\1\) *\| \w.* \| \S.*\|$/gm)].map(([, name]) => name);
  expect(told.sort()).toEqual([...inputs].sort());
});

test('the README is short, and its first input for a server needs no account', () => {
  const readme = readFileSync(`${folder}../README.md`, 'utf8');
  expect(readme.split('\n').length).toBeLessThanOrEqual(150);
  const [, name] = /--input-file examples\/([\w-]+\.json)/.exec(readme)!;
  const models = [...readFileSync(folder + name!, 'utf8').matchAll(/"model": "([^"]+)"/g)].map(
    ([, model]) => model,
  );
  expect(models.filter((model) => !model!.startsWith('simulated/'))).toEqual([]);
});

test('the input that the README shows is one that a run takes', () => {
  const readme = readFileSync(`${folder}../README.md`, 'utf8');
  const [, json] = /```json\n([^`]*"generators"[^`]*)```/.exec(readme)!;
  expect(parseRunInput(JSON.parse(json!))).toHaveProperty('input');
});
