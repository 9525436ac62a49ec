import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

function read(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), 'utf8');
}

const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
const [, oldest] = /^>=(\d+\.\d+)$/.exec(engines.node) ?? [];

test('package.json, its lockfile, README and CONTRIBUTING name one oldest Node', () => {
  expect(oldest).toBeDefined();
  expect(read('package-lock.json')).toContain(`"engines": {\n        "node": "${engines.node}"\n      }`);
  for (const name of ['README.md', 'CONTRIBUTING.md']) {
    const named = [...read(name).matchAll(/Node (\d+\.\d+) or newer/g)].map(([, version]) => version);
    expect(new Set(named)).toEqual(new Set([oldest]));
  }
});
