import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundledMain } from './bundled-main.ts';
import type { CleaningFigures } from './cleaning-main.ts';
import { writeBenchmark, writePlanted, type Planted } from './planted-source.ts';

const rows = 200_000;
const mostMegabytes = 500;
const reasons: Record<keyof Planted, string> = {
  near: 'Select.NearDuplicate',
  contaminated: 'Select.Contaminated',
  other: 'Select.Language',
};

let folder: string;
let planted: Planted;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'capybara-cleaning-'));
  planted = await writePlanted(join(folder, 'planted.jsonl'), rows);
  await writeBenchmark(join(folder, 'benchmark.jsonl'));
}, 600_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

test(`of ${rows} rows every planted one is found, in flat memory`, async () => {
  const main = await bundledMain('cleaning-main', folder);
  const { stdout } = await promisify(execFile)(process.execPath, [main, folder], {
    maxBuffer: 64 * 1024 * 1024,
  });
  const figures = JSON.parse(stdout) as CleaningFigures;
  const lines = (Object.keys(reasons) as (keyof Planted)[]).map((kind) => {
    const found = figures.dropped[reasons[kind]] ?? [];
    const wanted = new Set(planted[kind]);
    const right = found.filter((row) => wanted.has(row)).length;
    return { kind, planted: wanted.size, dropped: found.length, right };
  });
  process.stdout.write(
    [
      `\n${rows} rows planned in ${figures.seconds.toFixed(1)} s, loaded in ${figures.loadSeconds.toFixed(1)} s, peak ${Math.round(figures.peakMegabytes)} MB\n`,
      '| planted | rows | found | dropped for it | precision |',
      '| --- | --- | --- | --- | --- |',
      ...lines.map(
        ({ kind, planted: wanted, dropped, right }) =>
          `| ${kind} | ${wanted} | ${right} | ${dropped} | ${((100 * right) / dropped).toFixed(2)} % |`,
      ),
      '',
    ].join('\n'),
  );
  expect(figures.rows).toBe(rows);
  for (const { planted: wanted, right } of lines) expect(right).toBe(wanted);
  expect(figures.peakMegabytes).toBeLessThan(mostMegabytes);
});
