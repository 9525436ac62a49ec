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
