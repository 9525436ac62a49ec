import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aspects } from '../../src/preference/aspect.ts';
import { text } from '../scripted-provider/behaviour.ts';
import { defaultScript, verdictKeys } from '../scripted-provider/default-script.ts';
import type { ScriptedRequest } from '../scripted-provider/scripted-request.ts';
import { conversation, jsonl } from './conversations.ts';
import { readRows } from './read-rows.ts';
import { withPipeline } from './with-pipeline.ts';

interface ToldJudgement {
  judge: string;
  aspect: string;
  order: number[];
  types: unknown;
}

function judgementsOf(row: Record<string, unknown> | undefined): ToldJudgement[] {
  return row?.['judgements'] as ToldJudgement[];
}

/** In UltraFeedback's own form, with a summary that no parser should take for a rating. */
function inProse({ body }: ScriptedRequest) {
  const keys = verdictKeys(body) ?? [];
  const sections = keys.map(
    (_, place) =>
      `#### Output for Text ${place + 1}\n**Rating:** ${5 - place}\n\n**Rationale:** Number ${place + 1}.\n`,
  );
  return text(`${sections.join('\n')}\nOverall, the first is the best.`);
}

test('a judge that answers in prose is read, and its ratings find their texts', async () => {
  const { place, input, start, dataDirectory, provider } = await withPipeline(
    { answer: (request) => (verdictKeys(request.body) ? inProse(request) : defaultScript(request)) },
    {},
    { structuredOutputs: false },
  );
  await place('conversations.jsonl', jsonl([conversation('felt')]));
  await (await start(input())).result();
  const [row] = await readRows(dataDirectory, 'candidates');
  const [judgement] = judgementsOf(row);
  expect(judgement?.order.map((candidate) => (row?.['ratings'] as number[])[candidate])).toEqual([
    5, 4, 3, 2,
  ]);
  expect(provider.requests.filter(({ body }) => verdictKeys(body))).toHaveLength(1);
});

test('a reply that cannot be read is shown to its judge to be said again', async () => {
  const { place, input, start, provider } = await withPipeline({
    answer: (request) => {
      const again = request.body.messages.some(
        ({ role, content }) => role === 'assistant' && content === 'Lovely.',
      );
      return request.body.response_format && !again ? text('Lovely.') : defaultScript(request);
    },
  });
  await place('conversations.jsonl', jsonl([conversation('felt')]));
  const summary = await (await start(input())).result();
  expect(summary.dropped['Judge.Unparseable']).toBeUndefined();
  expect(provider.requests.filter(({ body }) => body.response_format)).toHaveLength(2);
});

test('simulated judges rate under every aspect in two orders, and the report shows them', async () => {
  const { place, input, start, dataDirectory } = await withPipeline();
  await place('conversations.jsonl', jsonl(['felt', 'loam', 'peat'].map(conversation)));
  const judges = ['strict', 'mild'].map((name) => ({ model: `simulated/${name}`, aspects, orders: 2 }));
  const summary = await (await start(input({ judges }))).result();

  expect(summary).toMatchObject({
    rows: 3,
    usage: { 'simulated/strict': { calls: 3 * aspects.length * 2 } },
  });
  for (const row of await readRows(dataDirectory, 'candidates')) {
    const judgements = judgementsOf(row);
    expect(judgements).toHaveLength(2 * aspects.length * 2);
    for (const { aspect, types } of judgements) {
      expect(types === null).toBe(aspect !== 'helpfulness' && aspect !== 'truthfulness');
    }
    expect(row['disagreement']).not.toBeNull();
  }
  const report = await readFile(join(dataDirectory, 'out/pairs/report.html'), 'utf8');
  expect(report).toContain('Simulated run.');
  expect(report).toContain('honesty');
});
