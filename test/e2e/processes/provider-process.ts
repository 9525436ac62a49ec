import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { FaultRates } from '../../scripted-provider/faults.ts';
import type { LedgerPrices } from '../../scripted-provider/ledger.ts';
import type { Mood } from './provider-moods.ts';
import type { Answers, Counts, NumberedAnswer, Question, SeenRequest } from './provider-questions.ts';

export interface ProviderOptions {
  latencyMilliseconds?: number;
  faults?: FaultRates;
  seed?: number;
  maxInFlight?: number;
  mood?: Mood;
  prices?: LedgerPrices;
}

export interface ProviderProcess {
  baseUrl: string;
  counts(): Promise<Counts>;
  /** Every request so far, in the order received. */
  requests(): Promise<SeenRequest[]>;
  be(mood: Mood): Promise<void>;
  goDown(seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts a scripted provider that outlives the workers killed beside it, and so knows what each of them sent. */
export async function startProviderProcess(options: ProviderOptions = {}): Promise<ProviderProcess> {
  const child = spawn(process.execPath, [await bundledMain(), JSON.stringify(options)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const waiting = new Map<number, (answer: unknown) => void>();
  const listening = new Promise<unknown>((resolve) => waiting.set(0, resolve));
  child.on('message', ({ number, answer }: NumberedAnswer) => {
    waiting.get(number)?.(answer);
    waiting.delete(number);
  });

  let asked = 0;
  const ask = async <Kind extends keyof Answers>(question: Question): Promise<Answers[Kind]> => {
    const number = (asked += 1);
    return await new Promise<Answers[Kind]>((resolve, reject) => {
      waiting.set(number, (answer) => resolve(answer as Answers[Kind]));
      child.send({ ...question, number }, (error) => {
        if (error) reject(error);
      });
    });
  };

  const ended = exited.then(() => Promise.reject(new Error('The provider process ended before it listened')));
  const baseUrl = (await Promise.race([listening, ended])) as string;
  return {
    baseUrl,
    counts: () => ask<'counts'>({ ask: 'counts' }),
    requests: () => ask<'requests'>({ ask: 'requests' }),
    async be(mood) {
      await ask<'done'>({ ask: 'mood', mood });
    },
    async goDown(seconds) {
      await ask<'done'>({ ask: 'down', seconds });
    },
    async close() {
      child.kill();
      await exited;
    },
  };
}

let bundle: Promise<string> | undefined;

/** Node 20 runs no TypeScript, so the process gets one bundled file, made once. */
async function bundledMain(): Promise<string> {
  bundle ??= bundleMain();
  return await bundle;
}

async function bundleMain(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'capybara-provider-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL('provider-main.ts', import.meta.url)),
      target: 'node20',
      outDir: folder,
      rollupOptions: { output: { entryFileNames: 'main.mjs' } },
    },
  });
  return join(folder, 'main.mjs');
}
