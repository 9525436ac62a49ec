import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

interface LockedPackage {
  version?: string;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), 'utf8'));
}

const { packages } = read('package-lock.json') as { packages: Record<string, LockedPackage> };
const manifest = read('package.json') as { dependencies: Record<string, string> };

test.each(['@swc/core', 'esbuild', 'rollup'])('the lockfile holds every platform of %s', (name) => {
  const platforms = Object.entries(packages[`node_modules/${name}`]?.optionalDependencies ?? {});
  expect(platforms.length).toBeGreaterThan(5);
  for (const [platform] of platforms) expect(packages).toHaveProperty([`node_modules/${platform}`]);
});

test('all parts of the Temporal SDK have one exact version', () => {
  const wanted = Object.entries(manifest.dependencies).filter(([name]) => name.startsWith('@temporalio/'));
  const locked = Object.entries(packages).filter(([path]) =>
    /(^|\/)node_modules\/@temporalio\/[^/]+$/.test(path),
  );
  const versions = new Set([
    ...wanted.map(([, version]) => version),
    ...locked.map(([, { version }]) => version),
  ]);
  expect([...versions]).toEqual(['1.24.0']);
});

test('the Temporal SDK shares one protobufjs, without which a JSON history does not replay', () => {
  const copies = Object.keys(packages).filter((path) =>
    /@temporalio\/[^/]+\/node_modules\/protobufjs$/.test(path),
  );
  expect(copies).toEqual([]);
  expect(packages['node_modules/protobufjs']?.version).toMatch(/^8\./);
});

test('the lockfile names no registry', () => {
  expect(Object.values(packages).filter(({ resolved }) => resolved?.includes('://'))).toEqual([]);
});
