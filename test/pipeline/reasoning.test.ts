import { expect, test } from 'vitest';
import { verdictKeys } from '../scripted-provider/default-script.ts';
import { defaultScript } from '../scripted-provider/default-script.ts';
import { length, thinking, thinkingDialects } from '../scripted-provider/behaviour.ts';
import type { ScriptedRequest } from '../scripted-provider/scripted-request.ts';
import { conversation, jsonl } from './conversations.ts';
import { readManifest, readRows } from './read-rows.ts';
import { withPipeline } from './with-pipeline.ts';

const secret = 'SECRET-THOUGHT';

/** Each model answers in the dialect of its name; judges think before their verdict, too. */
function answer(request: ScriptedRequest) {
  const { body } = request;
  const { model } = body;
  const plain = defaultScript(request);
  const text = plain.kind === 'answer' ? (plain.text ?? '') : '';
  if (verdictKeys(body)) {
    return thinking('closing-tag', `${secret} Text 1 gets {"text_1": {"rating": 1}} at first.`, text);
  }
  if (model === 'cut') return length(`<think>${secret} and on`);
  const dialect = thinkingDialects.find((name) => name === model);
  return dialect ? thinking(dialect, `${secret} of ${dialect}`, text) : plain;
}

test('thoughts in every dialect are kept apart, shown to no judge and put in no pair', async () => {
  const { place, input, start, model, dataDirectory, provider } = await withPipeline({ answer });
  await place('conversations.jsonl', jsonl([conversation('talk 0'), conversation('talk 1')]));
  const summary = await (
    await start(
      input({
        generators: [...thinkingDialects, 'cut', 'plain'].map((id) => ({ model: model(id) })),
        original: false,
        output: { path: 'out/pairs', formats: ['jsonl'], kto: { desirable: 3, undesirable: 2 } },
      }),
    )
  ).result();
  expect(summary).toMatchObject({ rows: 2, pairs: 2 });

  const [row] = await readRows(dataDirectory, 'candidates');
  expect(row?.['generation_models']).toEqual([...thinkingDialects, 'cut', 'plain']);
  expect(row?.['reasonings']).toEqual([
    ...thinkingDialects.map((dialect) => `${secret} of ${dialect}`),
    `${secret} and on`,
    '',
  ]);
  const generations = row?.['generations'] as (string | null)[];
  for (const [at, dialect] of thinkingDialects.entries()) {
    expect(generations[at]).toMatch(new RegExp(`^${dialect} says `));
  }
  expect(generations[thinkingDialects.length]).toBeNull();
  expect((row?.['losses'] as string[])[thinkingDialects.length]).toContain('cut it off while it thought');
  const thought = row?.['reasoning_tokens'] as number[];
  expect(thought.slice(0, thinkingDialects.length).every((tokens) => tokens > 0)).toBe(true);
  expect(thought.at(-1)).toBe(0);

  for (const config of ['default', 'trl', 'kto']) {
    const rows = await readRows(dataDirectory, config);
    expect(rows.length).toBeGreaterThan(1);
    expect(JSON.stringify(rows)).not.toMatch(/SECRET|think|THINK/);
  }
  const judged = provider.requests.filter(({ body }) => verdictKeys(body));
  expect(judged).toHaveLength(2);
  expect(JSON.stringify(judged.map(({ body }) => body))).not.toContain(secret);
  const { usage } = (await readManifest(dataDirectory)) as {
    usage: Record<string, { reasoningTokens?: number }>;
  };
  expect(usage[model('reasoning')]?.reasoningTokens).toBeGreaterThan(0);
});

test('a source’s own thoughts are kept with its response, and those of earlier turns are sent to nobody', async () => {
  const { place, input, start, dataDirectory, provider } = await withPipeline();
  const messages = [
    { role: 'user', content: 'How high is an oak?' },
    { role: 'assistant', reasoning_content: 'EARLIER', content: 'About 30 m.' },
    { role: 'user', content: 'And a birch?' },
    { role: 'assistant', content: '<think>Lower, I think.</think>\n\nAbout 20 m.' },
  ];
  const inParts = [
    { role: 'user', content: 'And a yew?' },
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'Slow to grow.' },
        { type: 'text', text: 'About 15 m.' },
      ],
    },
  ];
  await place('conversations.jsonl', jsonl([{ messages }, { messages: inParts }]));
  await (await start(input({ output: { path: 'out/pairs', formats: ['jsonl'] } }))).result();
  const rows = await readRows(dataDirectory, 'candidates');
  expect(rows.map((row) => (row['reasonings'] as string[]).at(-1))).toEqual([
    'Lower, I think.',
    'Slow to grow.',
  ]);
  expect(rows.map((row) => (row['generations'] as string[]).at(-1))).toEqual(['About 20 m.', 'About 15 m.']);
  expect(JSON.stringify(provider.requests.map(({ body }) => body))).not.toMatch(
    /EARLIER|Lower, I think|Slow to grow/,
  );
  expect(JSON.stringify(rows)).not.toContain('EARLIER');
});

test('on request thoughts stand in a field that chat templates read, and simulated models have some', async () => {
  const { place, input, start, dataDirectory } = await withPipeline();
  await place(
    'conversations.jsonl',
    jsonl([conversation('talk 0'), conversation('talk 1'), conversation('talk 2')]),
  );
  await (
    await start(
      input({
        generators: [
          { model: 'simulated/oak@4.8+thinks', reasoningEffort: 'high' },
          { model: 'simulated/reed@1.2' },
        ],
        original: false,
        judges: [{ model: 'simulated/reader' }],
        output: { path: 'out/pairs', formats: ['jsonl'], reasoning: 'field' },
      }),
    )
  ).result();
  const pairs = await readRows(dataDirectory, 'trl');
  expect(pairs.length).toBeGreaterThan(0);
  for (const { prompt, chosen, rejected } of pairs) {
    expect(chosen).toMatchObject([
      { reasoning_content: expect.stringContaining('[simulated oak@4.8+thinks thinks]') as unknown },
    ]);
    expect(rejected).toMatchObject([{ reasoning_content: '' }]);
    expect(JSON.stringify(prompt)).not.toContain('reasoning_content');
  }
  expect(await readManifest(dataDirectory)).toMatchObject({
    input: {
      output: { reasoning: { field: 'reasoning_content' } },
      generators: [{ reasoningEffort: 'high' }, {}],
    },
  });
});

test('request options reach the provider with each call, and run.json', async () => {
  const { place, input, start, model, dataDirectory, provider } = await withPipeline();
  await place('conversations.jsonl', jsonl([conversation('talk 0')]));
  const options = {
    reasoningEffort: 'low',
    verbosity: 'low',
    stop: ['END'],
    topK: 20,
    extraBody: { chat_template_kwargs: { enable_thinking: false } },
    extraHeaders: { 'x-title': 'ponds' },
  };
  await (
    await start(
      input({
        generators: [{ model: model('oak'), ...options }, { model: model('reed') }],
        judges: [{ model: model('gpt-4-turbo'), ...options }],
        limits: { preflight: true },
      }),
    )
  ).result();
  const asked = provider.requests.filter(({ body }) => body.model !== 'reed');
  // Two questions before the run, one answer, one judgement.
  expect(asked).toHaveLength(4);
  for (const { body, headers } of asked) {
    expect(body).toMatchObject({
      reasoning_effort: 'low',
      verbosity: 'low',
      stop: ['END'],
      top_k: 20,
      chat_template_kwargs: { enable_thinking: false },
    });
    expect(headers['x-title']).toBe('ponds');
  }
  const plain = provider.requests.filter(({ body }) => body.model === 'reed');
  expect(plain).toHaveLength(2);
  for (const { body } of plain) expect(body).not.toHaveProperty('stop');
  expect(await readManifest(dataDirectory)).toMatchObject({
    input: { generators: [options, {}], judges: [options] },
  });
});
