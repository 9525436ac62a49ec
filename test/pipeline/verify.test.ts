import { appendFile, copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { hubToken, startPushedHub } from '../fake-hub/start-pushed-hub.ts';
import { conversation, jsonl } from './conversations.ts';
import { readManifest } from './read-rows.ts';
import { runCommand } from './run-command.ts';
import { withPipeline } from './with-pipeline.ts';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

test('a folder and a pushed repository are as published, until a file of theirs is changed', async () => {
  const hub = await startPushedHub();
  onTestFinished(() => hub.close());
  const pushes = {
    hub: { endpoint: hub.url, token: hubToken },
    argilla: { url: undefined, apiKey: undefined },
  };
  const { place, input, start, dataDirectory, workflowId } = await withPipeline({}, { pushes });
  await place('conversations.jsonl', jsonl(['felt', 'flint', 'silk'].map(conversation)));
  const output = { path: 'out/pairs', formats: ['parquet', 'jsonl'], push: { hub: { repo: 'me/pairs' } } };
  await (await start(input({ output }))).result();

  const environment = { HF_ENDPOINT: hub.url, HF_TOKEN: hubToken };
  const verify = (where: string) => runCommand({ folder: dataDirectory, environment }, ['verify', where]);
  for (const where of ['out/pairs', 'hub:me/pairs']) {
    const { code, output: said } = await verify(where);
    expect(said).toContain(`"${where}" is as run "${workflowId}" published it (complete)`);
    expect(code).toBe(0);
  }

  await appendFile(join(dataDirectory, 'out/pairs/report.html'), '…');
  const [file] = (await readManifest(dataDirectory))['files'] as { path: string }[];
  await appendFile(join(dataDirectory, 'out/pairs', file?.path ?? ''), '…');
  const changed = await verify('out/pairs');
  expect(changed.code).toBe(1);
  expect(changed.output).toContain(`${file?.path}: changed, `);
  expect(changed.output).toContain('"out/pairs" is not as it was published: 1 difference.');
});

test('what holds no finished dataset is said', async () => {
  const { dataDirectory, place } = await withPipeline();
  await mkdir(join(dataDirectory, 'other'));
  await place('other/run.json', '{"workflowId": "x", "runId": "y", "state": "unfinished"}');
  const verify = (where: string) => runCommand({ folder: dataDirectory }, ['verify', where]);
  expect(await verify('nowhere')).toMatchObject({
    code: 1,
    output: expect.stringContaining('"nowhere" holds no dataset: it has no run.json.') as unknown,
  });
  expect(await verify('other')).toMatchObject({
    code: 1,
    output: expect.stringContaining('is not that of a finished dataset (state:') as unknown,
  });
  expect(await verify('hub:pairs')).toMatchObject({
    code: 1,
    output: expect.stringContaining('it must be hub:<owner>/<name>') as unknown,
  });
});

/** Made once and kept: what a run says and costs may change, but not by the day, the machine or the version of Node. */
test('a simulated run of the example has the bytes it always had', async () => {
  const { dataDirectory, start } = await withPipeline();
  await copyFile(join(examples, 'capybara-mini.jsonl'), join(dataDirectory, 'capybara-mini.jsonl'));
  const run = await start({
    source: { path: 'capybara-mini.jsonl' },
    generators: [{ model: 'simulated/fennel' }, { model: 'simulated/sorrel' }],
    original: { name: 'capybara' },
    judges: [{ model: 'simulated/judge', orders: 2 }],
    output: { path: 'out/pairs', formats: ['parquet', 'jsonl'] },
  });
  await run.result();
  const files = (await readManifest(dataDirectory))['files'] as { path: string; sha256: string }[];
  const lines = files.map(({ path, sha256 }) => `${sha256}  ${path}\n`);
  await expect(lines.join('')).toMatchFileSnapshot('golden/simulated-run.sha256');
});
