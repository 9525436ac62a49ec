import { access, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Connection, Client } from '@temporalio/client';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startDevServer, type DevServer, type DevServerOptions } from '../../src/temporal-cli/dev-server.ts';
import { findFreePort, isPortFree } from '../../src/temporal-cli/free-port.ts';
import { fakeRelease, temporaryFolder } from './fake-release.ts';
import { realTemporalCli } from './real-temporal-cli.ts';

let executable: string;
beforeAll(async () => {
  executable = await realTemporalCli();
}, 300_000);

async function start(options: Partial<DevServerOptions> = {}): Promise<DevServer> {
  const server = await startDevServer({ executable, port: await findFreePort(), ...options });
  onTestFinished(() => server.stop());
  return server;
}

async function failureOf(starting: Promise<unknown>): Promise<string> {
  return starting.then(
    () => expect.fail('it started'),
    (error: unknown) => (error as Error).message,
  );
}

async function withClient<Result>(
  { address }: DevServer,
  use: (client: Client) => Promise<Result>,
): Promise<Result> {
  const connection = await Connection.connect({ address });
  try {
    return await use(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

describe('a start that cannot succeed', () => {
  test('names the port that is taken', { timeout: 60_000 }, async () => {
    const first = await start();
    const port = Number(first.address.split(':')[1]);
    expect(await failureOf(start({ port }))).toBe(
      `Port ${port} on 127.0.0.1, meant for the Temporal server, is taken: ` +
        'stop what listens there (another Temporal server?) or choose another port.',
    );
    expect(await failureOf(start({ uiPort: port }))).toContain(
      `Port ${port} on 127.0.0.1, meant for the Temporal UI, is taken`,
    );
  });

  test('names the server that has the database open', { timeout: 60_000 }, async () => {
    const databaseFile = join(await temporaryFolder(), 'temporal.db');
    const first = await start({ databaseFile });
    expect(await failureOf(start({ databaseFile }))).toBe(
      `The database ${databaseFile} is open in the Temporal dev server on ${first.address} (process ${first.pid}): ` +
        `use that server, stop it (kill ${first.pid}), or choose another database file.`,
    );
  });

  test('ends with what the server said last', { timeout: 60_000 }, async () => {
    const databaseFile = join(await temporaryFolder(), 'temporal.db');
    await writeFile(databaseFile, 'not a database, but long enough to be looked at'.repeat(10));
    const message = await failureOf(start({ databaseFile }));
    expect(message).toContain('The Temporal dev server did not start: it exited with code 1.\nCommand: ');
    expect(message).toContain('file is not a database');
    await expect(access(`${databaseFile}.server.json`)).rejects.toThrow('ENOENT');
  });

  test('says which executable is missing', async () => {
    const missing = join(await temporaryFolder(), 'temporal');
    expect(await failureOf(start({ executable: missing }))).toBe(
      `The Temporal CLI could not be run: spawn ${missing} ENOENT`,
    );
  });

  test('gives up after its time and leaves nothing running', async () => {
    const fake = await fakeRelease();
    const silent = await fake.addProgram('temporal', '#!/bin/sh\necho "still busy" >&2\nsleep 60\n');
    const port = await findFreePort();
    const message = await failureOf(start({ executable: silent, port, startTimeoutMilliseconds: 300 }));
    expect(message).toContain(`not serving after 0.3 s (nothing listens on 127.0.0.1:${port}).`);
    expect(message).toContain('still busy');
  });
});

describe('a running server', () => {
  test('serves its namespace and its UI', { timeout: 60_000 }, async () => {
    const server = await start({ namespace: 'capybaras', uiPort: await findFreePort() });
    await withClient(server, async (client) => {
      await client.workflowService.describeNamespace({ namespace: 'capybaras' });
    });
    const page = await fetch(server.uiUrl!);
    expect(page.status).toBe(200);
    await page.body?.cancel();
  });

  test('has no UI without a port for it', { timeout: 60_000 }, async () => {
    expect((await start()).uiUrl).toBeUndefined();
  });

  test('frees its port when it is stopped, twice if need be', { timeout: 60_000 }, async () => {
    const port = await findFreePort();
    const server = await start({ port });
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
    expect(await isPortFree(port)).toBe(true);
    expect((await server.exited).code).toBe(0);
  });

  test('tells when it was killed', { timeout: 60_000 }, async () => {
    const server = await start();
    process.kill(server.pid, 'SIGKILL');
    expect(await server.exited).toMatchObject({ code: null, signal: 'SIGKILL' });
  });

  test('keeps its workflows in its database file, killed or not', { timeout: 120_000 }, async () => {
    const databaseFile = join(await temporaryFolder(), 'made', 'for it', 'temporal.db');
    const startWorkflow = (server: DevServer, workflowId: string): Promise<unknown> =>
      withClient(server, (client) => client.workflow.start('sleepy', { taskQueue: 'none', workflowId }));

    const first = await start({ databaseFile });
    await startWorkflow(first, 'before a stop');
    await first.stop();
    const second = await start({ databaseFile });
    await startWorkflow(second, 'before a kill');
    process.kill(second.pid, 'SIGKILL');
    await second.exited;
    const third = await start({ databaseFile });

    const statuses = await withClient(third, (client) =>
      Promise.all(
        ['before a stop', 'before a kill'].map(
          async (workflowId) => (await client.workflow.getHandle(workflowId).describe()).status.name,
        ),
      ),
    );
    expect(statuses).toEqual(['RUNNING', 'RUNNING']);
    expect((await stat(databaseFile)).size).toBeGreaterThan(0);
  });
});
