import { expect, test } from 'vitest';
import { conversation, jsonl } from '../pipeline/conversations.ts';
import { readManifest, readRows } from '../pipeline/read-rows.ts';
import { withPipeline } from '../pipeline/with-pipeline.ts';

const rows = 100;
const strong = [4.4, 4.2, 4, 3.8].map((quality) => ({ model: `simulated/oak@${quality}`, tier: 'strong' }));
const weak = { model: 'simulated/reed@2', tier: 'weak' };

/** Three candidates a row in each. */
const pools: Record<string, Record<string, unknown>> = {
  'strong models alone': { generators: strong, candidates: { perRow: 3 } },
  'a weak one drawn as any other': { generators: [...strong, weak], candidates: { perRow: 3 } },
  'a weak one always': { generators: [...strong, weak], candidates: { perRow: 3, always: ['weak'] } },
  'the same, `delta`': {
    generators: [...strong, weak],
    candidates: { perRow: 3, always: ['weak', 'oak@4.4'] },
    pairing: { signal: 'delta' },
  },
  'the same, `both`': {
    generators: [...strong, weak],
    candidates: { perRow: 3, always: ['weak', 'oak@4.4'] },
    pairing: { signal: 'both' },
  },
};

/** The quality in a simulated model's name. */
const qualityOf = (model: unknown) => Number(String(model).split('@')[1]);

const printed: string[] = [];

test.each(Object.entries(pools))('%s', async (name, pool) => {
  const { place, input, start, dataDirectory } = await withPipeline();
  await place(
    'conversations.jsonl',
    jsonl(Array.from({ length: rows }, (_, at) => conversation(`talk ${at}`))),
  );
  const judges = [{ model: 'simulated/reader', orders: 2 }];
  await (await start(input({ original: false, judges, ...pool }))).result();
  const pairs = await readRows(dataDirectory, 'default');
  const contrasts = pairs.map((pair) => qualityOf(pair['chosen_model']) - qualityOf(pair['rejected_model']));
  const mean = contrasts.reduce((sum, contrast) => sum + contrast, 0) / contrasts.length;
  const right = contrasts.filter((contrast) => contrast > 0).length / contrasts.length;
  const { quality, usage } = (await readManifest(dataDirectory)) as {
    quality: { contrast: { medianMargin: number | null } };
    usage: Record<string, { calls: number }>;
  };
  const judged = usage['simulated/reader']?.calls ?? 0;
  printed.push(
    `| ${name} | ${pairs.length} | ${quality.contrast.medianMargin ?? 'none'} | ${mean.toFixed(2)} | ${Math.round(100 * right)} % | ${judged} |`,
  );
  expect(pairs.length).toBeGreaterThan(rows / 3);
  expect(mean).toBeGreaterThan(0);
});

test('what pairs are worth, by what is in the pool', () => {
  expect(printed).toHaveLength(Object.keys(pools).length);
  const head = '| pool | pairs | median margin | true contrast | right way round | judgements |';
  process.stdout.write(
    `\nOf ${rows} conversations:\n${[head, '| - | - | - | - | - | - |', ...printed].join('\n')}\n`,
  );
});
