import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import {
  presetNames,
  presetSettings,
  providerPresets,
  presetsReadOn,
} from '../../src/models/provider-presets.ts';
import { providersFileSchema } from '../../src/models/providers.schema.ts';

const page = readFileSync(fileURLToPath(new URL('../../docs/providers.md', import.meta.url)), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) => line.replace(/\s+/g, ' '));

test('a name that is no preset sets nothing', () => {
  expect(presetSettings('opanai')).toEqual({});
  expect(presetSettings(undefined)).toEqual({});
});

test('a preset that nobody knows is told, with those there are', () => {
  const parsed = providersFileSchema.safeParse({
    mine: { preset: 'opanai', baseUrl: 'http://localhost/v1' },
  });
  expect(parsed.error?.issues).toMatchObject([
    {
      path: ['mine', 'preset'],
      message: expect.stringContaining('must be one of "openai", "anthropic"') as string,
    },
  ]);
});

test.each(presetNames.filter((name) => name !== 'azure'))('%s is a whole provider', (preset) => {
  expect(providersFileSchema.safeParse({ mine: { preset, ...presetSettings(preset) } }).success).toBe(true);
});

test('azure wants the address of your resource', () => {
  const parsed = providersFileSchema.safeParse({ mine: { preset: 'azure', ...presetSettings('azure') } });
  expect(parsed.error?.issues).toMatchObject([{ path: ['mine', 'baseUrl'] }]);
});

test.each(presetNames)(
  'docs/providers.md says of %s what is set and known, and where that was read',
  (name) => {
    const { settings, known, source } = providerPresets[name];
    const yes = (value: boolean): string => (value ? 'yes' : 'no');
    const address = 'baseUrl' in settings ? `\`${settings.baseUrl}\`` : 'yours';
    const key = 'apiKeyEnv' in settings ? `\`${settings.apiKeyEnv}\`` : 'none';
    expect(rows).toContain(
      `| \`${name}\` | ${address} | ${key} | \`${settings.maxTokensParameter}\` | ` +
        `${yes(settings.structuredOutputs)} | ${yes(settings.sendSeed)} | ${known} ([source](${source})) |`,
    );
    expect(page).toContain(`Read on ${presetsReadOn}`);
  },
);
