import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inputOfRun } from '../../src/commands/watch/input-of-run.ts';
import type { RunInput } from '../../src/contract/run-input.schema.ts';
import type { RunSummary } from '../../src/contract/run.ts';
import { defaultScript } from '../scripted-provider/default-script.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';
import { conversation, jsonl } from './conversations.ts';
import { readManifest, readRows } from './read-rows.ts';
import { runCommand } from './run-command.ts';
import { withPipeline } from './with-pipeline.ts';

const scratchFolder = scratchFolders();

test('a run is made again with other judges and more rows, pays for these alone, and says what it was made of', async () => {
  const answers = join(await scratchFolder(), 'answers');
  const pipeline = await withPipeline({}, { responseStore: { place: answers, mostBytes: 1e9 } });
  const { client, provider, model, workflowId, dataDirectory: folder } = pipeline;
  const place = { folder, environment: { RESPONSE_STORE: answers } };

  const nobody = await runCommand(place, ['rerun', 'nobody']);
  expect(nobody.code).toBe(1);
  expect(nobody.output).toMatch(/^There is no run "nobody"/);

  await pipeline.place('conversations.jsonl', jsonl(['felt', 'loam', 'reeds'].map(conversation)));
  const first = await pipeline.start(pipeline.input({ rows: { limit: 2 } }));
  await first.result();
  const before = await readFile(join(folder, 'out/pairs/run.json'), 'utf8');
  expect(provider.requests).toHaveLength(8);

  await writeFile(join(folder, 'no-judges.json'), '[]');
  const refused = await runCommand(place, ['rerun', workflowId, '--judges', join(folder, 'no-judges.json')]);
  expect(refused.code).toBe(1);
  expect(refused.output).toBe('Not started:\n- judges: needs a judge\n');

  await writeFile(join(folder, 'judges.json'), JSON.stringify([{ model: model('prometheus') }]));
  const command = ['rerun', workflowId, '--judges', join(folder, 'judges.json'), '--rows', '3'];
  const started = await runCommand(place, command);
  expect(started.output).toContain(`Run "${workflowId}-2" started`);
  const again = client.workflow.getHandle<() => Promise<RunSummary>>(`${workflowId}-2`);
  expect(await again.result()).toMatchObject({ output: 'out/pairs-2', rows: 3 });
  const paid = provider.requests.slice(8).map(({ body }) => body.model);
  expect(paid.sort()).toEqual([
    'NeuralBeagle14-7B',
    'OpenHermes-2.5-Mistral-7B',
    'notus-7b-v1',
    'prometheus',
    'prometheus',
    'prometheus',
  ]);

  const { runId } = await readManifest(folder);
  const from = { workflowId, runId, change: ['judges', 'rows'] };
  expect(await readManifest(folder, 'out/pairs-2')).toMatchObject({ from, state: 'complete' });
  expect(await readFile(join(folder, 'out/pairs-2/README.md'), 'utf8')).toContain(
    `Made of the input of run \`${workflowId}\``,
  );
  expect(await readFile(join(folder, 'out/pairs/run.json'), 'utf8')).toBe(before);

  const taken = await runCommand(place, ['rerun', workflowId, '--output', 'out/pairs']);
  expect(taken.output).toBe('"out/pairs" is there already: choose another --output.\n');

  const survey = await runCommand(place, ['answers']);
  expect(survey.output).toMatch(/^Paid answers in .*\n {2}14 answers, /);
  expect(survey.output).toContain(`${model('prometheus')}: 3 answers`);
});

test('rows that were dropped are made anew among the others, which are paid for no more', async () => {
  let refuses = true;
  const { place, input, start, provider, client, workflowId, dataDirectory } = await withPipeline({
    answer: (request) =>
      refuses &&
      request.body.model === 'gpt-4-turbo' &&
      JSON.stringify(request.body).includes('What is loam?')
        ? { kind: 'answer', text: 'I would rather not.', refusal: 'I would rather not.' }
        : defaultScript(request),
  });
  await place('conversations.jsonl', jsonl(['felt', 'loam', 'reeds'].map(conversation)));
  const first = await (await start(input({ limits: { maxFailedRowShare: 1 } }))).result();
  expect(first).toMatchObject({ rows: 3, pairs: 2, dropped: { 'Llm.Refused': 1 } });
  expect(provider.requests).toHaveLength(12);

  refuses = false;
  const folder = { folder: dataDirectory };
  const both = await runCommand(folder, ['rerun', workflowId, '--dropped', '--rows', '3']);
  expect(both).toMatchObject({
    code: 1,
    output: expect.stringMatching(/^--dropped goes without --rows:/) as unknown,
  });
  const { output: said } = await runCommand(folder, ['rerun', workflowId, '--dropped']);
  expect(said).toContain(`Run "${workflowId}-2" started, of the rows that were dropped by "${workflowId}"`);
  const again = client.workflow.getHandle<() => Promise<RunSummary>>(`${workflowId}-2`);
  expect(await again.result()).toMatchObject({ output: 'out/pairs-2', rows: 3, pairs: 3, dropped: {} });
  expect(provider.requests).toHaveLength(16);

  const ids = (await readRows(dataDirectory, 'default', 'out/pairs-2')).map(({ row_id }) => row_id);
  expect(ids).toEqual(['conversations/0', 'conversations/1', 'conversations/2']);
  const { runId } = await readManifest(dataDirectory);
  expect(await readManifest(dataDirectory, 'out/pairs-2')).toMatchObject({
    from: { workflowId, runId, change: ['dropped'], output: 'out/pairs' },
    counts: { rows: 3, pairs: 3, dropped: {} },
  });
  const card = await readFile(join(dataDirectory, 'out/pairs-2/README.md'), 'utf8');
  expect(card).toContain(`The rows that run \`${workflowId}\``);
});

test('a run that the server has forgotten is made again from its run.json', async () => {
  const { place, input, start, client, dataDirectory } = await withPipeline();
  await place('conversations.jsonl', jsonl(['felt'].map(conversation)));
  await (await start(input())).result();
  const name = `again-${randomUUID()}`;
  const { output } = await runCommand({ folder: dataDirectory }, [
    'rerun',
    'out/pairs',
    '--output',
    `out/${name}`,
  ]);
  expect(output).toContain(`Run "${name}" started`);
  const again = await inputOfRun(client, name);
  await client.workflow.getHandle(name).terminate();
  const { input: before, workflowId, runId } = await readManifest(dataDirectory);
  expect(again).toMatchObject({
    generators: (before as RunInput).generators,
    from: { workflowId, runId, change: [] },
    output: { path: `out/${name}` },
  });
});
