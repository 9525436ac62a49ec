import { expect, test } from 'vitest';
import { verdictKeys } from '../scripted-provider/default-script.ts';
import { conversation, jsonl } from './conversations.ts';
import { readManifest, readRows } from './read-rows.ts';
import { withPipeline } from './with-pipeline.ts';

const web = 'https://example.org/oak.png';
const bytes = 'iVBORw0KGgo=';
const inline = `data:image/png;base64,${bytes}`;

/** What is said of two images, in the words of OpenAI and of Anthropic. */
const shown = {
  messages: [
    {
      role: 'user',
      content: [
        { type: 'text', text: 'What tree is this?' },
        { type: 'image_url', image_url: { url: web } },
      ],
    },
    { role: 'assistant', content: 'An oak.' },
    {
      role: 'user',
      content: [
        { type: 'image', source: { type: 'base64', media_type: 'image/png', data: bytes } },
        { type: 'text', text: 'And this?' },
      ],
    },
    { role: 'assistant', content: 'A birch.' },
  ],
};

test('where every model sees, images go to generators and judges, and come out in a column of their own', async () => {
  const { place, input, start, model, dataDirectory, provider } = await withPipeline();
  await place('conversations.jsonl', jsonl([shown, conversation('talk 1')]));
  const summary = await (
    await start(
      input({
        generators: [
          { model: model('oak'), vision: true },
          { model: model('elm'), vision: true },
        ],
        judges: [{ model: model('gpt-4-turbo'), vision: true }],
        pairing: { ties: 'shorter' },
        output: { path: 'out/pairs', formats: ['jsonl'], kto: { desirable: 3, undesirable: 2 } },
      }),
    )
  ).result();
  expect(summary).toMatchObject({ rows: 2, dropped: {} });

  const sent = provider.requests
    .map(({ body }) => body)
    .filter(({ messages }) => JSON.stringify(messages).includes('What tree is this?'));
  const generated = sent.filter((body) => !verdictKeys({ ...body, messages: [] }));
  expect(generated).toHaveLength(2);
  for (const { messages } of generated) {
    expect(messages).toEqual([
      {
        role: 'user',
        content: [
          { type: 'image_url', image_url: { url: web } },
          { type: 'text', text: 'What tree is this?' },
        ],
      },
      { role: 'assistant', content: 'An oak.' },
      {
        role: 'user',
        content: [
          { type: 'image_url', image_url: { url: inline } },
          { type: 'text', text: 'And this?' },
        ],
      },
    ]);
  }
  const [judged] = sent.filter((body) => verdictKeys({ ...body, messages: [] }));
  const question = judged?.messages.at(-1)?.content as unknown as { type: string; text?: string }[];
  expect(question.slice(0, 2)).toEqual([
    { type: 'image_url', image_url: { url: web } },
    { type: 'image_url', image_url: { url: inline } },
  ]);
  expect(question[2]?.text).toContain('User: [image 1]\nWhat tree is this?');
  expect(question[2]?.text).toContain('User: [image 2]\nAnd this?');

  const text = (said: string) => ({ type: 'text', text: said });
  const image = { type: 'image', text: null };
  const parts = [
    { role: 'user', content: [image, text('What tree is this?')] },
    { role: 'assistant', content: [text('An oak.')] },
    { role: 'user', content: [image, text('And this?')] },
  ];
  const [pair, plain] = await readRows(dataDirectory, 'trl');
  expect(pair).toMatchObject({ prompt: parts, images: [web, inline] });
  expect(pair?.['chosen']).toEqual([{ role: 'assistant', content: expect.any(String) as unknown }]);
  expect(plain).toMatchObject({ images: [] });
  expect((await readRows(dataDirectory, 'kto'))[0]).toMatchObject({ prompt: parts, images: [web, inline] });
  const [row] = await readRows(dataDirectory, 'candidates');
  expect(row).toMatchObject({ images: [web, inline], messages: [{ content: 'What tree is this?' }, {}, {}] });
  // Its columns have no place for them.
  expect((await readRows(dataDirectory, 'default')).map(({ row_id }) => row_id)).toEqual(['conversations/1']);
  expect(await readManifest(dataDirectory)).toMatchObject({ input: { judges: [{ vision: true }] } });
});

test('where none does, a row with an image is dropped as such, and nobody is asked about it', async () => {
  const { place, input, start, dataDirectory, provider } = await withPipeline();
  await place('conversations.jsonl', jsonl([shown, conversation('talk 1')]));
  const summary = await (await start(input({ output: { path: 'out/pairs', formats: ['jsonl'] } }))).result();
  expect(summary).toMatchObject({ rows: 2, dropped: { 'Dataset.RowInvalid': 1 } });
  expect(await readRows(dataDirectory, 'dropped')).toMatchObject([
    { detail: 'line 1: messages.0.content: holds an image, which is no text' },
  ]);
  expect(JSON.stringify(provider.requests.map(({ body }) => body))).not.toContain('What tree is this?');
});
