import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { verdictKeys } from '../scripted-provider/default-script.ts';
import { conversation, jsonl } from './conversations.ts';
import { readManifest, readRows } from './read-rows.ts';
import { withPipeline } from './with-pipeline.ts';

const talks = (count: number) => jsonl(Array.from({ length: count }, (_, at) => conversation(`talk ${at}`)));

test('delta pairs ask no judge, have null ratings, and label answers by tier', async () => {
  const { place, input, start, model, dataDirectory, provider } = await withPipeline();
  await place('conversations.jsonl', talks(4));
  const { judges: _, ...others } = input({
    generators: [
      { model: model('oak'), tier: 'strong' },
      { model: model('reed'), tier: 'weak' },
    ],
    original: false,
    pairing: { signal: 'delta' },
  });
  const summary = await (await start(others)).result();
  expect(summary).toMatchObject({ rows: 4, pairs: 4 });
  expect(provider.requests.filter(({ body }) => verdictKeys(body))).toEqual([]);
  for (const row of await readRows(dataDirectory, 'default')) {
    expect(row).toMatchObject({
      chosen_model: 'oak',
      chosen_rating: null,
      rejected_model: 'reed',
      rejected_rating: null,
      signal: 'delta',
    });
    expect(Object.keys(row).at(-1)).toBe('signal');
  }
  const labels = (await readRows(dataDirectory, 'kto')).map(({ model: name, label }) => [name, label]);
  expect(labels.slice(0, 2)).toEqual([
    ['oak', true],
    ['reed', false],
  ]);
  expect(await readManifest(dataDirectory)).toMatchObject({
    input: { judges: [] },
    quality: {
      contrast: {
        signals: { judged: 0, delta: 4 },
        medianMargin: null,
        chosenTiers: { strong: 4, weak: 0, none: 0 },
        rejectedTiers: { strong: 0, weak: 4, none: 0 },
      },
    },
  });
});

/** Mean difference of the true qualities of chosen and rejected answers. */
async function trueContrast(weak: object[]): Promise<number> {
  const { place, input, start, dataDirectory } = await withPipeline();
  await place('conversations.jsonl', talks(40));
  await (
    await start(
      input({
        generators: [
          ...[4.4, 4.2, 4, 3.8].map((quality) => ({ model: `simulated/oak@${quality}`, tier: 'strong' })),
          ...weak,
        ],
        candidates: { perRow: 3, always: weak.length > 0 ? ['weak'] : [] },
        original: false,
        judges: [{ model: 'simulated/reader', orders: 2 }],
      }),
    )
  ).result();
  const pairs = await readRows(dataDirectory, 'default');
  const quality = (name: unknown) => Number(String(name).split('@')[1]);
  const differences = pairs.map((pair) => quality(pair['chosen_model']) - quality(pair['rejected_model']));
  expect(differences.length).toBeGreaterThan(20);
  return differences.reduce((sum, difference) => sum + difference, 0) / differences.length;
}

test('a weak model that is always in the pool gives pairs their contrast', async () => {
  const [without, withWeak] = [
    await trueContrast([]),
    await trueContrast([{ model: 'simulated/reed@2', tier: 'weak' }]),
  ];
  expect(without).toBeGreaterThan(0);
  expect(without).toBeLessThan(0.6);
  expect(withWeak).toBeGreaterThan(1.8);
});

test('examples/pool.json runs without a key, and makes both kinds of pairs', async () => {
  const { place, start, dataDirectory } = await withPipeline();
  const example = (name: string) =>
    readFile(fileURLToPath(new URL(`../../examples/${name}`, import.meta.url)), 'utf8');
  await place('examples.jsonl', await example('capybara-mini.jsonl'));
  const given = JSON.parse(await example('pool.json')) as object;
  await (
    await start({ ...given, source: { path: 'examples.jsonl' }, output: { path: 'out/pairs' } })
  ).result();
  const pairs = await readRows(dataDirectory, 'default');
  const signals = new Set(pairs.map(({ signal }) => signal));
  expect(signals).toEqual(new Set(['judged', 'delta']));
  expect(new Set(pairs.map(({ row_id, signal }) => `${String(row_id)} ${String(signal)}`)).size).toBe(
    pairs.length,
  );
  const [row] = await readRows(dataDirectory, 'candidates');
  expect(row).toMatchObject({ generation_models: { length: 4 }, tiers: { length: 4 } });
  expect(row?.['system_prompts']).toHaveLength(4);
  const report = await readFile(join(dataDirectory, 'out/pairs/report.html'), 'utf8');
  expect(report).toContain('delta pairs, strong against weak');
  const card = await readFile(join(dataDirectory, 'out/pairs/README.md'), 'utf8');
  expect(card).toContain('delta pairs: chosen from');
});
