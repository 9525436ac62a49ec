import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { hubToken, startPushedHub } from '../fake-hub/start-pushed-hub.ts';
import { conversation, jsonl } from './conversations.ts';
import { readManifest, readRows } from './read-rows.ts';
import { runCommand } from './run-command.ts';
import { withPipeline } from './with-pipeline.ts';

test('each call behind a pair is found again, and a text that was changed since is noticed', async () => {
  const hub = await startPushedHub();
  onTestFinished(() => hub.close());
  const pushes = {
    hub: { endpoint: hub.url, token: hubToken },
    argilla: { url: undefined, apiKey: undefined },
  };
  const price = { promptUsdPerMillion: 2, completionUsdPerMillion: 8 };
  const pipeline = await withPipeline({}, { pushes }, { prices: { 'notus-7b-v1': price } });
  const { place, input, start, dataDirectory: folder, workflowId, model } = pipeline;
  await place('conversations.jsonl', jsonl(['felt', 'flint', 'silk'].map(conversation)));
  const output = { path: 'out/pairs', formats: ['parquet', 'jsonl'], push: { hub: { repo: 'me/pairs' } } };
  await (await start(input({ output }))).result();

  const environment = { HF_ENDPOINT: hub.url, HF_TOKEN: hubToken };
  const audit = (where: string, row: string) => runCommand({ folder, environment }, ['audit', where, row]);

  for (const where of ['out/pairs', 'hub:me/pairs']) {
    const { code, output: said } = await audit(where, 'conversations/1');
    expect(said).toContain('4 calls; everything that could be compared agrees.');
    expect(said.match(/: as answered$/gm)).toHaveLength(4);
    expect(
      said.match(new RegExp(`${workflowId}/shard-00000, scheduled by event \\d+, answered`, 'g')),
    ).toHaveLength(4);
    expect(said).toMatch(
      /generate, candidate 0 notus-7b-v1\n.*answered by notus-7b-v1\n {4}\d+ \+ \d+ tokens, \$0\.0/,
    );
    expect(said).toMatch(
      /judge gpt-4-turbo, overall-rating; shown in this order: .*\n.*\n {4}prompt version [0-9a-f]{12}\n/,
    );
    expect(code).toBe(0);
  }
  expect((await readManifest(folder))['reportedModels']).toMatchObject({
    [model('gpt-4-turbo')]: { 'gpt-4-turbo': 3 },
  });

  const file = join(folder, 'out/pairs/jsonl/candidates/train-00000-of-00001.jsonl');
  const [, row] = await readRows(folder, 'candidates');
  const text = (row?.['generations'] as string[])[0] ?? '';
  await writeFile(file, (await readFile(file, 'utf8')).replace(JSON.stringify(text), '"Something else."'));
  const changed = await audit('out/pairs', 'conversations/1');
  expect(changed.code).toBe(1);
  expect(changed.output).toContain(
    'jsonl/candidates/train-00000-of-00001.jsonl is not the file that run.json lists',
  );
  expect(changed.output).toContain(
    'generate, candidate 0 notus-7b-v1: what is published is not what was answered',
  );
});
