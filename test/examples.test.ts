import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parseRunInput } from '../src/contract/run-input.schema.ts';

const folder = fileURLToPath(new URL('../examples/', import.meta.url));
const inputs = readdirSync(folder).filter((name) => name.endsWith('.json'));

test.each(inputs)('examples/%s is an input that a run takes', (name) => {
  expect(parseRunInput(JSON.parse(readFileSync(folder + name, 'utf8')))).toHaveProperty('input');
});
