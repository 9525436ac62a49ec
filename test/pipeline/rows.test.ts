import { expect, test } from 'vitest';
import { failure, length, refusal, text } from '../scripted-provider/behaviour.ts';
import { defaultScript } from '../scripted-provider/default-script.ts';
import { conversation, jsonl } from './conversations.ts';
import { readManifest, readRows } from './read-rows.ts';
import { withPipeline } from './with-pipeline.ts';

test('bad rows among good ones are dropped with their reason, and the rest goes on', async () => {
  const { place, input, start, dataDirectory, provider } = await withPipeline();
  await place(
    'conversations.jsonl',
    jsonl([
      conversation('felt'),
      { source: 'invented', messages: [{ role: 'user', content: 'Anybody?' }] },
      { source: 'invented', conversation: [{ input: 'Hello', output: '   ' }] },
      conversation('x'.repeat(300_000)),
      { text: 'no conversation' },
      conversation('loam'),
    ]),
  );
  const summary = await (await start(input())).result();

  expect(summary.rows).toBe(6);
  expect(provider.ledger.paid).toBe(8);
  const dropped = new Map((await readRows(dataDirectory, 'dropped')).map((row) => [row['row_id'], row]));
  expect(dropped.get('conversations/1')).toMatchObject({
    reason: 'Dataset.RowInvalid',
    detail: 'the conversation has no assistant message',
  });
  expect(dropped.get('conversations/2')).toMatchObject({ reason: 'Dataset.RowInvalid' });
  expect(dropped.get('conversations/3')).toMatchObject({ reason: 'Dataset.RowTooLarge' });
  expect(dropped.get('conversations/4')?.['detail']).toContain('no column "conversation"');
});

test('a refused and a failed answer cost only themselves while two candidates remain', async () => {
  const { place, input, start, dataDirectory } = await withPipeline({
    answer: (request) => {
      if (request.body.model === 'notus-7b-v1') return refusal('I would rather not.');
      if (request.body.model === 'NeuralBeagle14-7B') return failure(400, { message: 'bad parameters' });
      return defaultScript(request);
    },
  });
  await place('conversations.jsonl', jsonl([conversation('felt')]));
  await (await start(input())).result();

  const [row] = await readRows(dataDirectory, 'candidates');
  expect(row).toMatchObject({
    generation_models: [
      'notus-7b-v1',
      'NeuralBeagle14-7B',
      'OpenHermes-2.5-Mistral-7B',
      'gpt-4-1106-preview',
    ],
    finish_reasons: ['refusal', 'failed', 'stop', 'original'],
  });
  const generations = row?.['generations'] as (string | null)[];
  expect(generations.map((generation) => generation === null)).toEqual([true, true, false, false]);
  expect((row?.['losses'] as string[])[1]).toContain('Llm.BadRequest');
});

test('an answer cut off at the token limit is recorded as such', async () => {
  const { place, input, start, dataDirectory } = await withPipeline({
    answer: (request) => (request.body.response_format ? defaultScript(request) : length('And so on and')),
  });
  await place('conversations.jsonl', jsonl([conversation('felt')]));
  await (await start(input())).result();
  const [row] = await readRows(dataDirectory, 'candidates');
  expect(row?.['finish_reasons']).toEqual(['length', 'length', 'length', 'original']);
});

test('a judge whose replies are never in the asked form drops the row, with no rating guessed', async () => {
  const { place, input, start, dataDirectory, provider } = await withPipeline({
    answer: (request) =>
      request.body.response_format ? text('All four are lovely.') : defaultScript(request),
  });
  await place('conversations.jsonl', jsonl([conversation('felt')]));
  await expect((await start(input({ limits: { maxFailedRowShare: 1 } }))).result()).rejects.toThrow();

  expect(await readManifest(dataDirectory)).toMatchObject({
    counts: { rows: 1, pairs: 0, dropped: { 'Judge.Unparseable': 1 } },
  });
  expect(await readRows(dataDirectory, 'default')).toEqual([]);
  expect(provider.requests.filter(({ body }) => body.response_format)).toHaveLength(3);
});

test('a judge of a server without structured outputs is asked for JSON in the prompt alone', async () => {
  const { place, input, start, provider } = await withPipeline({}, {}, { structuredOutputs: false });
  await place('conversations.jsonl', jsonl([conversation('felt')]));
  const summary = await (await start(input())).result();
  expect(summary.dropped['Judge.Unparseable']).toBeUndefined();
  expect(provider.requests.every(({ body }) => body.response_format === undefined)).toBe(true);
  expect(provider.requests.at(-1)?.body.messages.at(-1)?.content).toContain(
    'one JSON object and nothing else',
  );
});

test('the whole conversation up to the last user message is what every generator is sent', async () => {
  const { place, input, start, provider } = await withPipeline();
  await place('conversations.jsonl', jsonl([conversation('felt')]));
  await (await start(input())).result();
  const asked = provider.requests.filter(({ body }) => !body.response_format);
  expect(asked).toHaveLength(3);
  for (const { body } of asked) {
    expect(body.messages).toEqual([
      { role: 'user', content: 'What is felt?' },
      { role: 'assistant', content: 'felt is one of the things people ask about.' },
      { role: 'user', content: 'Why would I need felt?' },
    ]);
  }
});

test('the manifest tells what was made of what, with the usage of each model', async () => {
  const { place, input, start, dataDirectory, model } = await withPipeline();
  await place('conversations.jsonl', jsonl([conversation('felt'), conversation('loam')]));
  const summary = await (await start(input())).result();
  expect(await readManifest(dataDirectory)).toMatchObject({
    state: 'complete',
    simulated: false,
    counts: { rows: 2, pairs: summary.pairs },
    files: ['default', 'trl', 'kto', 'candidates', 'dropped'].flatMap((config) => [
      { config, format: 'parquet', ...(config === 'candidates' ? { rows: 2 } : {}) },
      { config, format: 'jsonl' },
    ]),
  });
  expect(summary.usage[model('notus-7b-v1')]).toMatchObject({ calls: 2 });
});
