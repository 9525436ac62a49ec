import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jsonl } from '../pipeline/conversations.ts';
import { readManifest, readRows } from '../pipeline/read-rows.ts';
import { withPipeline, type Pipeline } from '../pipeline/with-pipeline.ts';
import { bias, biasedScript, noise } from './biased-judge.ts';
import { pairsOfFixedOrder, type TrueQualities } from './original-way.ts';
import { qualitiesIn, textOf } from './texts-of-known-quality.ts';

const rows = 400;

interface Way {
  name: string;
  judges: string[];
  orders: number;
}

const ways: Way[] = [
  { name: 'shuffled, 1 order', judges: ['a'], orders: 1 },
  { name: '`orders: 2`', judges: ['a'], orders: 2 },
  { name: '`orders: 4`', judges: ['a'], orders: 4 },
  { name: 'jury of 3, 1 order each', judges: ['a', 'b', 'c'], orders: 1 },
  { name: 'jury of 3, `orders: 2`', judges: ['a', 'b', 'c'], orders: 2 },
];

/** `npm run judge-trial`: what orders and juries are worth, with judges whose faults are known. */
test(`the share of wrong pairs among ${rows} rows, by how the judge is asked`, async () => {
  const lines = [
    describePairs('fixed order, first maximum and minimum (the original)', 1, pairsOfFixedOrder(rows)),
  ];
  const reports = await mkdtemp(join(tmpdir(), 'capybara-judging-'));
  for (const [number, way] of ways.entries()) {
    const pipeline = await withPipeline({ answer: biasedScript });
    await pipeline.place(
      'conversations.jsonl',
      jsonl(Array.from({ length: rows }, (_, row) => question(row))),
    );
    await (await pipeline.start(inputFor(pipeline, way))).result();
    const pairs = await readRows(pipeline.dataDirectory, 'default');
    expect(await readManifest(pipeline.dataDirectory)).toMatchObject({ counts: { rows } });
    lines.push(describePairs(way.name, way.judges.length * way.orders, pairs.map(trueQualities)));
    await cp(
      join(pipeline.dataDirectory, 'out/pairs/report.html'),
      join(reports, `${number}-${way.judges.length}-judges-${way.orders}-orders.html`),
    );
  }
  process.stdout.write(
    [
      `\n${rows} rows of four candidates; the text shown first gains ${bias}, noise ${noise}\n`,
      '| how the judge is asked | judge calls a row | pairs | wrong pairs | share |',
      '| --- | --- | --- | --- | --- |',
      ...lines,
      `\nTheir reports: ${reports}\n`,
    ].join('\n'),
  );
});

function question(row: number) {
  return {
    source: 'invented',
    conversation: [{ input: `What of question ${row}?`, output: textOf(row, 'original') }],
  };
}

function inputFor({ input, model }: Pipeline, { judges, orders }: Way) {
  return input({
    generators: ['notus', 'beagle', 'hermes'].map((name) => ({ model: model(name) })),
    original: { name: 'original' },
    judges: judges.map((name) => ({ model: model(name), orders })),
  });
}

function trueQualities(pair: Record<string, unknown>): TrueQualities {
  const quality = (side: unknown) => qualitiesIn(JSON.stringify(side))[0] ?? NaN;
  return { chosen: quality(pair['chosen']), rejected: quality(pair['rejected']) };
}

/** A pair is wrong unless its chosen text is truly better than the rejected one. */
function describePairs(way: string, calls: number, pairs: readonly TrueQualities[]): string {
  const wrong = pairs.filter(({ chosen, rejected }) => !(chosen > rejected)).length;
  const share = ((100 * wrong) / pairs.length).toFixed(1);
  return `| ${way} | ${calls} | ${pairs.length} | ${wrong} | ${share} % |`;
}
