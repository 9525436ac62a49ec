import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { withSimulatedModels } from '../../src/commands/simulate.ts';
import { verdictKeys } from '../scripted-provider/default-script.ts';
import { readManifest, readRows } from './read-rows.ts';
import { withPipeline } from './with-pipeline.ts';

const models = ['tall-7b', 'short-13b', 'wide-70b', 'old-1b'];

/** A row as UltraFeedback has it. */
function row(number: number, count = 4): string {
  const completions = models.slice(0, count).map((model) => ({
    annotations: {},
    model,
    response: `${model} on bean ${number}`,
    overall_score: 5,
  }));
  return JSON.stringify({
    source: 'evol',
    instruction: `How do I grow bean ${number}?`,
    models,
    completions,
  });
}

test("a set in UltraFeedback's shape is judged without a generator, whatever its rows' number of candidates", async () => {
  const { place, input, start, dataDirectory, provider } = await withPipeline();
  await place('conversations.jsonl', [row(0), row(1, 2), row(2, 1), row(3, 3)].join('\n'));
  const summary = await (await start(input({ generators: [], original: false }))).result();

  expect(provider.requests.filter(({ body }) => !verdictKeys(body))).toHaveLength(0);
  expect(provider.requests).toHaveLength(3);
  expect(summary.rows).toBe(4);
  const rows = await readRows(dataDirectory, 'candidates');
  expect(rows.map(({ generation_models: names }) => (names as string[]).length)).toEqual([4, 2, 1, 3]);
  expect(rows[0]).toMatchObject({
    source: 'evol',
    generations: models.map((model) => `${model} on bean 0`),
    finish_reasons: ['given', 'given', 'given', 'given'],
    prompt_tokens: [0, 0, 0, 0],
  });
  const manifest = await readManifest(dataDirectory);
  expect(manifest).toMatchObject({
    source: { read: { column: 'instruction', candidates: 'completions', rows: 4 } },
  });
});

test('candidates of the source compete with those of generators', async () => {
  const { place, input, start, model, dataDirectory } = await withPipeline();
  await place('conversations.jsonl', row(0, 2));
  const source = { path: 'conversations.jsonl', candidates: true };
  await (await start(input({ source, generators: [{ model: model('new') }], original: false }))).result();
  const [kept] = await readRows(dataDirectory, 'candidates');
  expect(kept).toMatchObject({ generation_models: ['tall-7b', 'short-13b', 'new'] });
  expect((kept!['ratings'] as unknown[]).every((rating) => typeof rating === 'number')).toBe(true);
});

test('texts that are the same are shown once and share the rating', async () => {
  const { place, input, start, dataDirectory, provider } = await withPipeline();
  const responses = ['Water them.', 'Water them.\n', 'Talk to them.', 'Water them.'];
  const given = [
    { prompt: 'Beans?', responses },
    { prompt: 'Peas?', responses: ['Same.', 'Same.'] },
    { prompt: 'Leeks?', responses: ['Earth them up.', 'Cut them.', 'Feed them.', 'Sing.'] },
  ];
  await place('conversations.jsonl', given.map((each) => JSON.stringify(each)).join('\n'));
  const summary = await (await start(input({ generators: [], original: false }))).result();
  expect(provider.requests.map(({ body }) => verdictKeys(body)?.length).sort()).toEqual([2, 4]);
  const [kept] = await readRows(dataDirectory, 'candidates');
  const ratings = kept!['ratings'] as number[];
  expect([ratings[1], ratings[3]]).toEqual([ratings[0], ratings[0]]);
  expect(summary.dropped['Pair.IdenticalTexts']).toBe(1);
});

test('a run without a generator over rows without candidates fails before it costs anything, and says what to name', async () => {
  const { place, input, start, provider } = await withPipeline();
  await place(
    'conversations.jsonl',
    JSON.stringify({ prompt: 'Beans?', completion: 'Water.', drafts: ['a'] }),
  );
  const run = await start(input({ generators: [] }));
  await expect(run.result()).rejects.toMatchObject({
    cause: { message: expect.stringContaining('name it with source.mapping.candidates') as unknown },
  });
  expect(provider.requests).toHaveLength(0);
});

test('another judge over what was published is asked alone, and what the first judge said is kept', async () => {
  const { place, input, start, model, client, taskQueue, workflowId, dataDirectory, provider } =
    await withPipeline();
  await place('conversations.jsonl', [row(0), row(1, 3)].join('\n'));
  await (await start(input({ generators: [], original: false }))).result();
  const before = await readRows(dataDirectory, 'candidates');
  const asked = provider.requests.length;

  const again = (judges: object[], path: string) =>
    client.workflow.execute('preferenceDataset', {
      taskQueue,
      workflowId: `${workflowId}-${path.replace('/', '-')}`,
      args: [
        {
          source: { candidates: 'out/pairs' },
          generators: [],
          judges,
          output: { path },
          limits: { preflight: false },
        },
      ],
    });
  await again([{ model: model('gpt-4-turbo') }, { model: model('second') }], 'out/jury');
  expect(provider.requests.slice(asked).map(({ body }) => body.model)).toEqual(['second', 'second']);

  const after = await readRows(dataDirectory, 'candidates', 'out/jury');
  expect(after.map(({ row_id: id }) => id)).toEqual(before.map(({ row_id: id }) => id));
  for (const [at, kept] of after.entries()) {
    const judgements = kept['judgements'] as { judge: string }[];
    expect(judgements.map(({ judge }) => judge)).toEqual(['gpt-4-turbo', 'second']);
    expect(judgements[0]).toEqual((before[at]!['judgements'] as unknown[])[0]);
  }

  // A judge that is not listed stays heard; one whose ratings are to be dropped does not.
  await again([{ model: model('third') }], 'out/three');
  const [three] = await readRows(dataDirectory, 'candidates', 'out/three');
  expect((three!['judgements'] as { judge: string }[]).map(({ judge }) => judge)).toEqual([
    'gpt-4-turbo',
    'third',
  ]);
});

test('examples/judge-only.json runs without a key, and asks no generator', async () => {
  const { place, start } = await withPipeline();
  const example = (name: string) =>
    readFile(fileURLToPath(new URL(`../../examples/${name}`, import.meta.url)), 'utf8');
  await place('completions.jsonl', await example('completions.jsonl'));
  const given = withSimulatedModels(JSON.parse(await example('judge-only.json'))) as object;
  const source = { path: 'completions.jsonl' };
  const summary = await (await start({ ...given, source, output: { path: 'out/pairs' } })).result();
  expect(summary).toMatchObject({ rows: 3, usage: { 'simulated/gpt-4.1': { calls: 6 } } });
  expect(Object.keys(summary.usage)).toEqual(['simulated/gpt-4.1']);
});
