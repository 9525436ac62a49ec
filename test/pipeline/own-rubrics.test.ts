import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { withSimulatedModels } from '../../src/commands/simulate.ts';
import { verdictKeys } from '../scripted-provider/default-script.ts';
import { conversation, jsonl } from './conversations.ts';
import { readManifest, readRows } from './read-rows.ts';
import { withPipeline } from './with-pipeline.ts';

test("a user's rubric is seen word for word in the request, beside the aspects that have names", async () => {
  const { place, input, start, model, dataDirectory, provider } = await withPipeline();
  await place('conversations.jsonl', jsonl([conversation('felt')]));
  const rubric = 'Is it kind?\n  – a *kind* text names what is good first;\n  – "no" alone is unkind.';
  const kindness = { aspect: 'kindness', rubric, levels: { '3': 'Neither kind nor unkind.' }, weight: 3 };
  const judges = [{ model: model('gpt-4-turbo'), aspects: ['honesty', kindness], reference: 'original' }];
  await (await start(input({ judges, original: false }))).result();

  const asked = provider.requests.filter(({ body }) => verdictKeys(body)).map(({ body }) => body.messages);
  expect(asked).toHaveLength(2);
  const own = asked.filter(([system]) => String(system?.content).includes(rubric));
  expect(own).toHaveLength(1);
  expect(own[0]?.[0]?.content).toContain('3 - Neither kind nor unkind.');
  for (const messages of asked) expect(messages[1]?.content).toContain('<reference-');

  const [row] = await readRows(dataDirectory, 'candidates');
  expect((row!['judgements'] as { aspect: string }[]).map(({ aspect }) => aspect)).toEqual([
    'honesty',
    'kindness',
  ]);
  const manifest = await readManifest(dataDirectory);
  expect(Object.keys(manifest['prompts'] as object).sort()).toEqual(['honesty', 'kindness']);
  expect(JSON.stringify(manifest['input'])).toContain(JSON.stringify(rubric));
});

test('examples/own-rubric.json runs without a key', async () => {
  const { place, start, dataDirectory } = await withPipeline();
  const example = (name: string) =>
    readFile(fileURLToPath(new URL(`../../examples/${name}`, import.meta.url)), 'utf8');
  await place('examples.jsonl', await example('capybara-mini.jsonl'));
  const given = withSimulatedModels(JSON.parse(await example('own-rubric.json'))) as object;
  const changes = { source: { path: 'examples.jsonl' }, rows: { limit: 2 }, output: { path: 'out/pairs' } };
  await (await start({ ...given, ...changes })).result();
  const [row] = await readRows(dataDirectory, 'candidates');
  const aspects = (row!['judgements'] as { aspect: string }[]).map(({ aspect }) => aspect);
  expect(new Set(aspects)).toEqual(new Set(['overall-rating', 'brevity']));
});
