import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import { documentedKeys } from '../../src/process/documented-keys.ts';
import { jsonSchemas } from '../../src/process/json-schemas.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(repository, path), 'utf8');
const pages = { input: read('docs/input.md'), providers: read('docs/providers.md') };
const schemas = jsonSchemas({
  input: documentedKeys(pages.input),
  providers: documentedKeys(pages.providers),
});

function problemsWith(file: unknown, schema: string): string[] {
  const ajv = new Ajv({ allErrors: true });
  const check = ajv.compile(schemas[schema]!);
  return check(file)
    ? []
    : check.errors!.map(({ dataPath, message }) => `${dataPath} ${message ?? ''}`.trim());
}

const runInput = {
  source: { path: 'a.jsonl' },
  generators: [{ model: 'local/a' }, { model: 'local/b' }],
  judges: [{ model: 'local/judge' }],
  output: { path: 'out/a' },
};

describe('an input', () => {
  test.each([
    [{ ...runInput, sead: 1 }, 'should NOT have additional properties'],
    [{ ...runInput, seed: '1' }, '.seed should be integer'],
    [{ ...runInput, generators: [{}] }, ".generators[0] should have required property 'model'"],
    [{ ...runInput, judges: [] }, '.judges should NOT have fewer than 1 items'],
    [{ ...runInput, judges: undefined }, "should have required property 'judges'"],
    [
      { ...runInput, pairing: { ties: 'coin' } },
      '.pairing.ties should be equal to one of the allowed values',
    ],
  ])('with a mistake is marked: %j', (input, problem) => {
    expect(problemsWith(JSON.parse(JSON.stringify(input)), 'run-input.schema.json')).toContain(problem);
  });

  test('without judges is none, unless it pairs by tiers alone', () => {
    const { judges: _, ...unjudged } = runInput;
    expect(problemsWith(unjudged, 'run-input.schema.json')).not.toEqual([]);
    expect(problemsWith({ ...unjudged, pairing: { signal: 'delta' } }, 'run-input.schema.json')).toEqual([]);
  });

  test('may leave out what has a default, and name its schema', () => {
    expect(problemsWith({ $schema: 'x', ...runInput }, 'run-input.schema.json')).toEqual([]);
  });
});

test.each([
  [{ mine: { baseUrl: 'http://localhost:8000/v1', apiKey: 'x' } }],
  [{ mine: { baseUrl: 'http://localhost:8000/v1', maxTokensParameter: 'tokens' } }],
])('providers with a mistake are marked: %j', (file) => {
  expect(problemsWith(file, 'providers.schema.json')).not.toEqual([]);
});

describe('the examples', () => {
  const files = readdirSync(join(repository, 'examples'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => join('examples', name));

  test.each(files)('%s names its schema and keeps to it', (path) => {
    const file = JSON.parse(read(path)) as { $schema?: string };
    const schema = file.$schema ?? 'none';
    expect(join(dirname(path), schema)).toBe(join('schemas', basename(schema)));
    expect(problemsWith(file, basename(schema))).toEqual([]);
  });
});

test.each([
  ['run-input.schema.json', 'input'],
  ['providers.schema.json', 'providers'],
] as const)('every key of %s stands in a table of docs/%s.md, whose words editors show', (name, page) => {
  const schema = schemas[name]!;
  const keyed = name === 'providers.schema.json' ? schema.additionalProperties : schema;
  const rows = [...pages[page].matchAll(/^\|.*\|$/gm)].join('\n');
  const said = new Set([...rows.matchAll(/`([^`]+)`/g)].flatMap(([, code]) => code!.split(/[^\w$]+/)));
  const keys = [...keysOf(keyed)].filter((key) => !said.has(key));
  expect(keys).toEqual(name === 'run-input.schema.json' ? ['$schema', ...writtenByCommands] : []);
});

/** `npm run rerun` alone puts them into the `from` of an input. */
const writtenByCommands = ['workflowId', 'runId', 'change'];

function* keysOf(schema: unknown): Generator<string> {
  if (typeof schema !== 'object' || schema === null) return;
  const { properties, items } = schema as { properties?: Record<string, unknown>; items?: unknown };
  for (const [key, property] of Object.entries(properties ?? {})) {
    yield key;
    yield* keysOf(property);
  }
  yield* keysOf(items);
}
