import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../src/temporal-cli/free-port.ts';
import { findVersitygw } from './find-versitygw.ts';

export interface ObjectStore {
  endpoint: string;
  stop(): Promise<void>;
}

/** What tests sign in with. */
export const storeKeys = { AWS_ACCESS_KEY_ID: 'capybara', AWS_SECRET_ACCESS_KEY: 'capybara-secret' };
export const bucketName = 'datasets';
/** There, but not one that the tests' workers may write to. */
export const otherBucketName = 'private';

/** Starts a store with two empty buckets, in a folder of its own. */
export async function startObjectStore(): Promise<ObjectStore> {
  const executable = await findVersitygw();
  const folder = await mkdtemp(join(tmpdir(), 'capybara-store-'));
  for (const name of [bucketName, otherBucketName])
    await mkdir(join(folder, 'data', name), { recursive: true });
  await mkdir(join(folder, 'metadata'));
  const port = await findFreePort();
  const child = spawn(
    executable,
    [
      '--port',
      `127.0.0.1:${port}`,
      '--quiet',
      'posix',
      '--sidecar',
      join(folder, 'metadata'),
      join(folder, 'data'),
    ],
    {
      env: {
        PATH: process.env['PATH'],
        ROOT_ACCESS_KEY_ID: storeKeys.AWS_ACCESS_KEY_ID,
        ROOT_SECRET_ACCESS_KEY: storeKeys.AWS_SECRET_ACCESS_KEY,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const exited = once(child, 'exit');
  process.once('exit', () => child.kill('SIGKILL'));
  const endpoint = `http://127.0.0.1:${port}`;
  await Promise.race([
    untilAnswering(endpoint),
    exited.then(([code]) =>
      Promise.reject(new Error(`The object store ended with ${code} before it answered`)),
    ),
  ]);
  return {
    endpoint,
    async stop() {
      child.kill();
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilAnswering(endpoint: string): Promise<void> {
  for (;;) {
    const answered = await fetch(endpoint).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await sleep(50);
  }
}
