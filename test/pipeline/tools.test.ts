import { expect, test } from 'vitest';
import { call, text } from '../scripted-provider/behaviour.ts';
import { defaultScript, verdictKeys } from '../scripted-provider/default-script.ts';
import { conversation, jsonl } from './conversations.ts';
import { readManifest, readRows } from './read-rows.ts';
import { withPipeline } from './with-pipeline.ts';

const tools = [{ name: 'timetable', description: 'Times.', parameters: { type: 'object', properties: {} } }];
const sent = [{ type: 'function', function: tools[0] }];
const before = [
  { from: 'human', value: 'When does the ferry leave, and come back?' },
  { from: 'function_call', value: '{"name": "timetable", "arguments": {"way": "out"}}' },
  { from: 'observation', value: '07:10' },
];

test('calls go in, are asked for, judged and written, and rows without tools are as they were', async () => {
  const { place, input, start, dataDirectory, provider, model } = await withPipeline({
    answer: (request) => {
      const keys = verdictKeys(request.body);
      if (keys) {
        const shown = request.body.messages.at(-1)?.content ?? '';
        const verdict = (key: string) => {
          const section = new RegExp(`<${key}-(\\w+)>\\n([^]*?)\\n</${key}-\\1>`).exec(shown)?.[2] ?? '';
          return {
            rationale: 'Seen.',
            rating: section.includes('tool_call-') ? 5 : key === 'text_1' ? 3 : 2,
          };
        };
        return text(JSON.stringify(Object.fromEntries(keys.map((key) => [key, verdict(key)]))));
      }
      return request.body['tools'] && request.body.model === 'caller'
        ? call('timetable', { way: 'back' })
        : defaultScript(request);
    },
  });
  await place(
    'conversations.jsonl',
    jsonl([
      {
        conversations: [...before, { from: 'gpt', value: 'At ten past seven.' }],
        tools: JSON.stringify(tools),
      },
      conversation('felt'),
    ]),
  );
  const generators = [
    { model: model('caller'), toolChoice: 'required' },
    { model: model('talker'), toolChoice: { name: 'another' } },
  ];
  const output = { path: 'out/pairs', formats: ['parquet', 'jsonl'] };
  await (await start(input({ generators, output }))).result();

  const asked = provider.requests.filter(({ body }) => body['tools'] !== undefined);
  expect(asked.map(({ body }) => [body.model, body['tool_choice']]).sort()).toEqual([
    ['caller', 'required'],
    ['talker', undefined],
  ]);
  expect(asked[0]?.body).toMatchObject({
    tools: sent,
    messages: [
      { role: 'user' },
      { role: 'assistant', content: null, tool_calls: [{ function: { arguments: '{"way":"out"}' } }] },
      { role: 'tool', content: '07:10', tool_call_id: 'call00001' },
    ],
  });

  const [pair, plain] = await readRows(dataDirectory, 'trl');
  expect(pair).toMatchObject({
    prompt: [
      { role: 'user', tool_calls: null, tool_call_id: null },
      { role: 'assistant', content: '', tool_calls: [{ id: 'call00001' }] },
      { role: 'tool', tool_call_id: 'call00001', name: 'timetable' },
    ],
    chosen: [{ content: '', tool_calls: [{ id: 'answered', function: { arguments: '{"way":"back"}' } }] }],
    tools: JSON.stringify(sent),
  });
  expect(plain).toMatchObject({ tools: null });
  expect((await readRows(dataDirectory, 'default')).map((row) => row['row_id'])).toEqual(['conversations/1']);
  const [candidates] = await readRows(dataDirectory, 'candidates');
  expect(candidates).toMatchObject({ generations: ['', expect.any(String), 'At ten past seven.'] });
  expect((candidates?.['generation_tool_calls'] as string[]).map((calls) => calls !== '')).toEqual([
    true,
    false,
    false,
  ]);
  expect(await readManifest(dataDirectory)).toMatchObject({
    source: { read: { column: 'conversations', shape: 'from/value', tools: 'tools', otherwise: [{}] } },
  });
});
