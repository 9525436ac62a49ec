import { relative } from 'node:path';
import { expect, test } from 'vitest';
import { executableOnPath } from '../../src/temporal-cli/executable-on-path.ts';
import { fakeRelease } from './fake-release.ts';

test('without a search path nothing is found', async () => {
  expect(await executableOnPath('tar', undefined)).toBeUndefined();
});

test('relative and empty entries are skipped', async () => {
  const fake = await fakeRelease();
  await fake.addProgram('temporal', '#!/bin/sh\n');
  const relativeFolder = relative(process.cwd(), fake.programs);
  expect(await executableOnPath('temporal', `:${relativeFolder}:`)).toBeUndefined();
});

test('the first folder that has it wins', async () => {
  const first = await fakeRelease();
  const second = await fakeRelease();
  await second.addProgram('temporal', '#!/bin/sh\n');
  const expected = await first.addProgram('temporal', '#!/bin/sh\n');
  expect(await executableOnPath('temporal', `${first.programs}:${second.programs}`)).toBe(expected);
});
