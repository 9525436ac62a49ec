import { z } from 'zod';
import { pairingSchema } from '../contract/input/pairing.schema.ts';
import { runInputSchema } from '../contract/run-input.schema.ts';
import { providersFileSchema } from '../models/providers.schema.ts';

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** Pages whose tables say what keys mean, as `documentedKeys` reads them. */
export interface KeyMeanings {
  input: ReadonlyMap<string, string>;
  providers: ReadonlyMap<string, string>;
}

const schemaKey: JsonSchema = { type: 'string', description: 'this schema, for the editor' };

/** JSON Schemas for editors, by file name, made of the schemas that files are parsed with. */
export function jsonSchemas({ input, providers }: KeyMeanings): Record<string, JsonSchema> {
  const run = described(formOf(runInputSchema), 'The input of a run of capybara-preferences', input);
  const pairing = described(
    formOf(pairingSchema),
    'How pairs are chosen, for npm run pair',
    within('pairing', input),
  );
  return {
    'run-input.schema.json': withSchemaKey(unjudgedWithout(run)),
    'pairing.schema.json': withSchemaKey(pairing),
    'providers.schema.json': withSchemaKey(providersOf(providers)),
  };
}

/** Draft 7: the newest that the usual editors know whole. What only code can check is left to it. */
function formOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-7', unrepresentable: 'any' });
}

/** Runs that pair by tiers alone have nobody judge. */
function unjudgedWithout(schema: JsonSchema): JsonSchema {
  const { judges, ...others } = schema.properties ?? {};
  const { minItems, ...anyNumber } = judges as JsonSchema;
  return {
    ...schema,
    properties: { ...others, judges: anyNumber },
    required: schema.required?.filter((key) => key !== 'judges') ?? [],
    if: {
      required: ['pairing'],
      properties: { pairing: { required: ['signal'], properties: { signal: { const: 'delta' } } } },
    },
    else: { required: ['judges'], properties: { judges: { minItems: minItems ?? 1 } } },
  };
}

/** Settings by name. The address may be its preset's, or, for `openai`, what the environment says. */
function providersOf(meanings: ReadonlyMap<string, string>): JsonSchema {
  const file = formOf(providersFileSchema);
  const settings = described(file.additionalProperties as JsonSchema, 'A provider, by its name', meanings);
  const { required: _, ...incomplete } = settings;
  return {
    ...file,
    title: 'Providers of a worker of capybara-preferences',
    properties: { openai: incomplete },
    additionalProperties: { ...incomplete, anyOf: [{ required: ['baseUrl'] }, { required: ['preset'] }] },
  };
}

function withSchemaKey(schema: JsonSchema): JsonSchema {
  return { ...schema, properties: { $schema: schemaKey, ...schema.properties } };
}

function described(schema: JsonSchema, title: string, meanings: ReadonlyMap<string, string>): JsonSchema {
  return { title, ...withMeanings(schema, '', meanings) };
}

function withMeanings(schema: JsonSchema, path: string, meanings: ReadonlyMap<string, string>): JsonSchema {
  const { items, properties } = schema;
  return {
    ...(meanings.has(path) ? { description: meanings.get(path) ?? '' } : {}),
    ...schema,
    ...(isSchema(items) ? { items: withMeanings(items, path, meanings) } : {}),
    ...(properties
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, property]) => [
              name,
              isSchema(property) ? withMeanings(property, pathOf(path, name, meanings), meanings) : property,
            ]),
          ),
        }
      : {}),
  };
}

/** What judges share with generators is said of those. */
function pathOf(parent: string, name: string, meanings: ReadonlyMap<string, string>): string {
  const path = parent === '' ? name : `${parent}.${name}`;
  return parent === 'judges' && !meanings.has(path) ? `generators.${name}` : path;
}

function within(parent: string, meanings: ReadonlyMap<string, string>): Map<string, string> {
  const begin = `${parent}.`;
  return new Map(
    [...meanings].flatMap(([path, meaning]) =>
      path.startsWith(begin) ? [[path.slice(begin.length), meaning] as const] : [],
    ),
  );
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
