import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { differences } from '../../src/dataset/verify-dataset.ts';
import { finishedManifestSchema } from '../../src/dataset/manifest.schema.ts';
import { folderInStorage } from '../../src/dataset/published-folder.ts';
import { localFolder } from '../../src/storage/local-folder.ts';
import { conversation, jsonl } from './conversations.ts';
import { readManifest, readRows } from './read-rows.ts';
import { runCommand } from './run-command.ts';
import { withPipeline } from './with-pipeline.ts';

const policies = fileURLToPath(new URL('../../examples/policies/', import.meta.url));

test('other pairs of what was judged need no server and no call, and are a dataset like a run’s', async () => {
  const { place, input, start, dataDirectory, workflowId, provider } = await withPipeline();
  const judges = ['strict', 'mild', 'fair'].map((name) => ({ model: `simulated/${name}` }));
  const generators = ['tall', 'short', 'wide'].map((name) => ({ model: `simulated/${name}` }));
  const lone = JSON.stringify({ messages: [{ role: 'user', content: 'Anyone?' }] });
  await place(
    'conversations.jsonl',
    `${jsonl(['felt', 'flint', 'silk', 'loam', 'peat'].map(conversation))}\n${lone}\n`,
  );
  await (
    await start(input({ generators, judges, limits: { preflight: false, maxFailedRowShare: 1 } }))
  ).result();
  for (const name of ['clear', 'near-length', 'every-pair']) {
    await copyFile(join(policies, `${name}.json`), join(dataDirectory, `${name}.json`));
  }
  await place('same.json', '{"pairing": {}}');
  await place('wrong.json', '{"rejected": "worst", "margin": 2}');
  // An address where nothing is: whoever asked a server would fail.
  const environment = {
    TEMPORAL_ADDRESS: '127.0.0.1:9',
    OPENAI_API_KEY: '',
    HF_ENDPOINT: 'http://127.0.0.1:9',
  };
  const pair = (...asked: string[]) =>
    runCommand({ folder: dataDirectory, environment }, ['pair', 'out/pairs', '--policy', ...asked]);

  const same = await pair('same.json');
  expect(same).toMatchObject({
    code: 0,
    output: expect.stringContaining('are in out/pairs-same') as unknown,
  });
  const before = await readManifest(dataDirectory);
  for (const config of ['default', 'trl', 'kto', 'candidates', 'dropped']) {
    expect(await readRows(dataDirectory, config, 'out/pairs-same')).toEqual(
      await readRows(dataDirectory, config),
    );
  }
  const manifest = await readManifest(dataDirectory, 'out/pairs-same');
  expect(manifest).toMatchObject({
    state: before['state'],
    counts: before['counts'],
    costUsd: 0,
    usage: {},
    from: { workflowId, change: ['pairing'] },
  });

  const several = await pair('clear.json', 'near-length.json', 'every-pair.json');
  expect(several.output).toMatch(/^policy +pairs .*\nclear +\d+ .*\nnear-length +\d+ .*\nevery-pair +\d+ /m);
  expect(several.output).toContain('Nothing was written');

  expect(await pair('every-pair.json', '--output', 'out/every')).toMatchObject({ code: 0 });
  const pairs = await readRows(dataDirectory, 'trl', 'out/every');
  const rows = await readRows(dataDirectory, 'candidates', 'out/every');
  const further = rows.flatMap((row) => row['further_pairs'] as unknown[]);
  const first = rows.filter((row) => row['chosen_index'] !== null);
  expect(further.length).toBeGreaterThan(0);
  expect(pairs).toHaveLength(first.length + further.length);
  const storage = folderInStorage(localFolder(join(dataDirectory, 'out/every')));
  const written = finishedManifestSchema.parse(await readManifest(dataDirectory, 'out/every'));
  for await (const difference of differences(storage, written)) expect.fail(difference);
  expect(await readFile(join(dataDirectory, 'out/every/README.md'), 'utf8')).toContain('rejected: all');

  const wrong = await pair('wrong.json');
  expect(wrong.code).toBe(1);
  expect(wrong.output).toContain('"wrong.json" is no policy for "out/pairs":');
  expect(wrong.output).toContain('pairing.margin: is not a known key');
  expect(wrong.output).toContain('pairing.rejected: must be one of "lowest"');
  const taken = await pair('same.json');
  expect(taken).toMatchObject({
    code: 1,
    output: expect.stringContaining('holds the complete result') as unknown,
  });
  expect(provider.requests).toHaveLength(0);
});
