import { spawn, type ChildProcess } from 'node:child_process';
import { access, readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import ts from 'typescript';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startDevServerProcess } from '../../src/temporal-cli/dev-server-process.ts';
import { fakeRelease } from './fake-release.ts';

/** Does something at a signal, and leaves the file `ready` behind when it is ready for one. */
const trapping = (ready: string, signals: string, reaction: string): string =>
  `#!/bin/sh\ntrap "${reaction}" ${signals}\ntouch '${ready}'\nwhile true; do sleep 0.05; done\n`;

/**
 * Leaves a file behind when a signal ends it: a process id says little where nobody reaps orphans. Drops its stderr,
 * since the shell would write to a pipe whose reader is gone, and end by that.
 */
const witness = (ready: string, farewell: string): string =>
  trapping(ready, 'INT TERM', `touch '${farewell}'; exit 0`).replace('\n', '\nexec 2>/dev/null\n');

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

const appears = (file: string): Promise<void> =>
  vi.waitFor(async () => expect(await exists(file)).toBe(true), { timeout: 5_000 });

interface Parent {
  process: ChildProcess;
  output: AsyncIterator<string>;
  /** The file that its server leaves behind. */
  farewell: string;
}

/** A process that has started a server, which is ready for signals, and has run a script of its own. */
async function parentProcess(script: string): Promise<Parent> {
  const { folder, addProgram } = await fakeRelease();
  const [ready, farewell] = [join(folder, 'ready'), join(folder, 'farewell')];
  const executable = await addProgram('temporal', witness(ready, farewell));
  const main = await javaScriptOf(['dev-server-process', 'last-lines'], folder);
  await writeFile(
    main,
    `import { startDevServerProcess } from './dev-server-process.js';
    const server = await startDevServerProcess(${JSON.stringify(executable)}, []);
    ${script}
    console.log(server.pid);`,
  );
  const parent = spawn(process.execPath, [main], { detached: true, stdio: ['pipe', 'pipe', 'ignore'] });
  const output = createInterface({ input: parent.stdout })[Symbol.asyncIterator]();
  const serverPid = Number((await output.next()).value);
  onTestFinished(() => {
    parent.kill('SIGKILL');
    try {
      process.kill(-serverPid, 'SIGKILL');
    } catch {
      // It has ended, as it should.
    }
  });
  await appears(ready);
  return { process: parent, output, farewell };
}

/** Compiles modules so that plain Node runs them. Returns the path for a main module beside them. */
async function javaScriptOf(names: readonly string[], folder: string): Promise<string> {
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  for (const name of names) {
    const source = await readFile(new URL(`../../src/temporal-cli/${name}.ts`, import.meta.url), 'utf8');
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
    });
    await writeFile(join(folder, `${name}.js`), outputText.replaceAll(".ts'", ".js'"));
  }
  return join(folder, 'main.js');
}

test('a server that ignores SIGTERM is killed after 10 s', { timeout: 30_000 }, async () => {
  const { folder, addProgram } = await fakeRelease();
  const ready = join(folder, 'ready');
  const stubborn = await addProgram('temporal', trapping(ready, 'TERM', 'echo not now >&2'));
  const server = await startDevServerProcess(stubborn, []);
  await appears(ready);
  const begin = Date.now();
  await server.stop();
  expect(Date.now() - begin).toBeGreaterThan(9_900);
  const { signal, lastLines } = await server.exited;
  expect(signal).toBe('SIGKILL');
  expect(lastLines).toContain('not now');
});

test('what a shim on PATH started is stopped with it', async () => {
  const { folder, addProgram } = await fakeRelease();
  const [ready, farewell] = [join(folder, 'ready'), join(folder, 'farewell')];
  const real = await addProgram('real', witness(ready, farewell));
  const shim = await addProgram('temporal', `#!/bin/sh\n'${real}'\nexit 1\n`);
  const server = await startDevServerProcess(shim, []);
  await appears(ready);
  await server.stop();
  await appears(farewell);
});

test('only the last lines of a talkative server are kept', async () => {
  const { addProgram } = await fakeRelease();
  const talkative = await addProgram('temporal', `#!/bin/sh\nseq 1 50000 >&2\n`);
  const { exited } = await startDevServerProcess(talkative, []);
  const { lastLines } = await exited;
  expect(lastLines.split('\n')).toEqual(Array.from({ length: 20 }, (_line, index) => String(49_981 + index)));
});

test.each(['process.exit(3);', 'throw new Error("on purpose");'])(
  'the server ends with a process that ends by %s',
  async (end) => {
    const parent = await parentProcess(`process.stdin.once('data', () => { ${end} });`);
    expect(await exists(parent.farewell)).toBe(false);
    parent.process.stdin?.write('now');
    await appears(parent.farewell);
  },
);

test('a Ctrl-C for the process group of its parent does not reach the server', async () => {
  const parent = await parentProcess(`process.once('SIGINT', () => console.log('interrupted'));`);
  process.kill(-parent.process.pid!, 'SIGINT');
  expect((await parent.output.next()).value).toBe('interrupted');
  await sleep(200);
  expect(await exists(parent.farewell)).toBe(false);
});
