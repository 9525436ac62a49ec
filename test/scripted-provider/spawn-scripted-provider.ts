import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { FaultRates } from './faults.ts';
import type { Ledger } from './ledger.ts';

export interface SpawnedProvider {
  baseUrl: string;
  ledger(): Promise<Ledger>;
  goDown(seconds: number): Promise<void>;
  close(): Promise<void>;
}

export interface SpawnOptions {
  port?: number;
  latencyMilliseconds?: number;
  faults?: FaultRates;
  seed?: number;
  maxInFlight?: number;
}

/** The scripted provider in a process of its own, so that killing a worker leaves it and its counts alone. */
export async function spawnScriptedProvider(options: SpawnOptions = {}): Promise<SpawnedProvider> {
  const folder = await mkdtemp(join(tmpdir(), 'scripted-provider-'));
  const child = spawn(process.execPath, [await bundle(folder), ...processArguments(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const lines = createInterface(child.stdout);
  const [first] = (await Promise.race([
    once(lines, 'line'),
    exited.then(() =>
      Promise.reject(new Error('The scripted provider ended before it listened; see its output.')),
    ),
  ])) as [string];
  const { baseUrl } = JSON.parse(first) as { baseUrl: string };

  return {
    baseUrl,
    async ledger() {
      const response = await fetch(new URL('/__ledger', baseUrl));
      return (await response.json()) as Ledger;
    },
    async goDown(seconds) {
      await fetch(new URL(`/__down?seconds=${seconds}`, baseUrl), { method: 'POST' });
    },
    async close() {
      child.kill();
      await exited;
      await rm(folder, { recursive: true });
    },
  };
}

/** Node 20 runs no TypeScript, so the process gets one bundled file. */
async function bundle(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL('main.ts', import.meta.url)),
      target: 'node20',
      outDir: folder,
      rollupOptions: { output: { entryFileNames: 'main.mjs' } },
    },
  });
  return join(folder, 'main.mjs');
}

function processArguments({ port, latencyMilliseconds, faults, seed, maxInFlight }: SpawnOptions): string[] {
  return Object.entries({
    port,
    latency: latencyMilliseconds,
    faults: faults && JSON.stringify(faults),
    seed,
    'max-in-flight': maxInFlight,
  }).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, String(value)]));
}
