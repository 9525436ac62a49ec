import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { text } from '../scripted-provider/behaviour.ts';
import { defaultScript, verdictKeys } from '../scripted-provider/default-script.ts';
import { writeSmallTokenizer } from '../tokenizers/small-tokenizer.ts';
import { conversation, jsonl } from './conversations.ts';
import { readManifest, readRows } from './read-rows.ts';
import { withPipeline, type Pipeline } from './with-pipeline.ts';

const solution = 'Nine trees stand in each of the seven rows, so that sixty three trees stand in the garden.';
const long = `${'The tree grows by the river and is high. '.repeat(30)}So it is.`;

/** Models whose names say how they answer; judges prefer by the order of the texts' lengths. */
async function pipeline(): Promise<Pipeline> {
  return await withPipeline({
    answer: (request) => {
      if (verdictKeys(request.body)) return defaultScript(request);
      const answers: Record<string, string> = {
        reciter: `As everyone knows: ${solution}`,
        wordy: long,
        terse: 'It grows by the river.',
        brief: 'By the river it grows, they say.',
      };
      return text(answers[request.body.model] ?? 'Well.');
    },
  });
}

const talks = (count: number) => jsonl(Array.from({ length: count }, (_, at) => conversation(`talk ${at}`)));

test('an answer that holds a benchmark is lost, its row goes on, and a row that asks one is not paid for', async () => {
  const { place, input, start, model, dataDirectory, provider } = await pipeline();
  const asked = { conversation: [{ input: `Explain this: ${solution}`, output: 'Well.' }] };
  await place('conversations.jsonl', `${talks(2)}${JSON.stringify(asked)}\n`);
  await place('garden.jsonl', jsonl([{ question: 'Which?', solution }]));
  const summary = await (
    await start(
      input({
        rows: { decontaminate: { against: ['garden.jsonl'] } },
        generators: ['reciter', 'terse', 'brief'].map((name) => ({ model: model(name), name })),
        original: false,
      }),
    )
  ).result();
  expect(summary).toMatchObject({ rows: 3, dropped: { 'Select.Contaminated': 1 } });
  expect(provider.requests.filter(({ body }) => body.model === 'reciter')).toHaveLength(2);
  const told =
    /100 % of row 1 \(solution\) of "garden\.jsonl" stands in it, at characters 19 to 10\d: "Nine trees/;
  for (const row of await readRows(dataDirectory, 'candidates')) {
    expect(row['generations']).toEqual([null, 'It grows by the river.', 'By the river it grows, they say.']);
    expect(row['losses']).toEqual([
      expect.stringMatching(new RegExp(`^Select\\.Contaminated: ${told.source}`)),
      '',
      '',
    ]);
  }
  const dropped = (await readRows(dataDirectory, 'dropped')).find(
    ({ reason }) => reason === 'Select.Contaminated',
  );
  expect(dropped?.['detail']).toMatch(/^line 3: message 0, of the user: 100 % of row 1/);
});

test.each([
  ['by a tokenizer', 'tokenizer.json'],
  ['estimated', undefined],
])('pairs of uneven length are dropped, lengths %s', async (_case, tokenizer) => {
  const { place, input, start, model, dataDirectory } = await pipeline();
  await place('conversations.jsonl', talks(3));
  await writeSmallTokenizer(dataDirectory);
  const run = await start(
    input({
      generators: ['wordy', 'terse'].map((name) => ({ model: model(name), name })),
      original: false,
      pairing: { maxLengthDifference: { tokens: 100 }, ties: 'shorter' },
      output: { path: 'out/pairs', ...(tokenizer ? { tokenizer } : {}) },
    }),
  );
  await expect(run.result()).rejects.toMatchObject({
    cause: {
      message: expect.stringContaining('none of 3 rows gave a pair: 3 × Pair.LengthDifference') as string,
    },
  });
  const [dropped] = await readRows(dataDirectory, 'dropped');
  expect(dropped?.['detail']).toMatch(/pairing\.maxLengthDifference allows 100 tokens more$/);
});

test('a tokenizer tells what trainers make of the rows, and one that is none is told before anything is paid', async () => {
  const { place, input, start, model, dataDirectory, provider } = await pipeline();
  await place('conversations.jsonl', talks(3));
  await place('none.json', '{}');
  const generators = ['wordy', 'terse'].map((name) => ({ model: model(name), name }));
  const changes = (tokenizer: string) =>
    input({ generators, pairing: { ties: 'shorter' }, output: { path: 'out/pairs', tokenizer } });
  await expect((await start(changes('none.json'))).result()).rejects.toMatchObject({
    cause: {
      message: expect.stringContaining(
        'output.tokenizer: "none.json" has a tokenizer.json that is none',
      ) as string,
    },
  });
  expect(provider.requests).toEqual([]);
  await writeSmallTokenizer(dataDirectory);
  await (await start(changes('tokenizer.json'))).result();
  const { quality } = (await readManifest(dataDirectory)) as {
    quality: { fit: { rows: number }[]; lengths: object };
  };
  expect(quality.fit).toMatchObject([
    { trainer: 'DPO', config: 'trl', rows: 3, dropped: 0 },
    { trainer: 'KTO', config: 'kto' },
    { trainer: 'Reward', rows: 3 },
    { trainer: 'ORPO and CPO', rows: 3 },
  ]);
  expect(quality.lengths).toMatchObject({ meanChosenTokens: expect.any(Number) as number });
  expect(await readFile(join(dataDirectory, 'out/pairs/report.html'), 'utf8')).toContain(
    'What trainers keep',
  );
});
