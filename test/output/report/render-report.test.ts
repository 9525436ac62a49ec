import { expect, test } from 'vitest';
import { renderReport } from '../../../src/output/report/render-report.ts';
import { drawnRows } from './drawn-rows.ts';
import { candidatesRow, judgement, reportedRun, tallyOf } from './rows.ts';
import type { CandidatesRow } from '../../../src/output/report/numbers/candidates-row.ts';

function report(rows: readonly CandidatesRow[], run = reportedRun()): string {
  const tally = tallyOf(rows);
  return renderReport(tally.numbers({ usage: {} }), tally.samples(), run);
}

const juryRows = () => drawnRows({ rows: 60, judges: ['a', 'b'], orders: 2, bias: 1 });

test('the same rows give the same bytes', () => {
  expect(report(juryRows())).toBe(report(juryRows()));
});

test('a run without a single row still gives a report', () => {
  expect(report([])).toContain('There are no pairs.');
  expect(report([])).not.toMatch(/NaN|Infinity|undefined|\[object/);
});

test('nothing is fetched and nothing runs: no scripts, no addresses, a policy that forbids them', () => {
  const html = report(juryRows());
  expect(html).toContain(
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:;`,
  );
  expect(html).not.toMatch(/<(script|link|iframe|img|object|embed|base|form)\b/);
  expect(html).not.toMatch(/\s(src|on\w+|action)=|url\(|@import/);
  expect(html).not.toMatch(/href="[^#]/);
  expect(html).not.toMatch(/NaN|Infinity|undefined|\[object/);
});

const hostile = `<script>alert(1)</script></svg></title></style>" onload='x' \u001b[2J\u202eevil\u0000`;

test('whatever models, rows and settings are called or say, they stay text', () => {
  const generation_models = [`a${hostile}`, `b${hostile}`, `c${hostile}`];
  const rows = [1, 2].map((row) =>
    candidatesRow({
      row_id: `${row}${hostile}`,
      source: hostile,
      messages: [
        { content: hostile, role: 'user' },
        { content: hostile.repeat(40), role: 'assistant' },
        { content: hostile, role: 'user' },
      ],
      generations: [hostile, hostile, hostile.repeat(30)],
      generation_models,
      judgements: ['x', 'y'].flatMap((judge) =>
        [
          [0, 1, 2],
          [2, 1, 0],
        ].map((order) =>
          judgement({
            judge: `${judge}${hostile}`,
            ratings: [5, 3, 1],
            order,
            rationales: [hostile, hostile, hostile],
          }),
        ),
      ),
    }),
  );
  const tally = tallyOf(rows);
  tally.addDropped({ reason: hostile });
  const usage = { [hostile]: { calls: 1, promptTokens: 1, completionTokens: 1 } };
  const html = renderReport(tally.numbers({ usage }), tally.samples(), {
    title: hostile,
    output: hostile,
    simulated: true,
    judges: [{ name: `gpt-4${hostile}`, model: `openai/gpt-4${hostile}` }],
    candidates: [{ name: `gpt-4${hostile}`, model: null }],
    startedAt: hostile,
    partial: hostile,
    settings: [{ label: hostile, value: hostile }],
  });
  expect(html).not.toMatch(/<script|onload='|" onload/);

  expect(html).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/);
  expect(html.match(/<style>/g)).toHaveLength(1);
  expect(html.match(/<\/style>/g)).toHaveLength(1);
  expect(html.match(/<svg /g)!.length).toBe(html.match(/<\/svg>/g)!.length);
  expect(html.match(/<title/g)!.length).toBe(html.match(/<\/title>/g)!.length);
});

test('every chart has a title and a description of its own, and no id stands twice', () => {
  const html = report(juryRows());
  const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!);
  expect(new Set(ids).size).toBe(ids.length);
  const charts = [...html.matchAll(/<svg [^>]*aria-labelledby="([^"]+)"/g)];
  expect(charts.length).toBeGreaterThan(8);
  for (const [, labels] of charts) expect(labels!.split(' ').every((id) => ids.includes(id))).toBe(true);
});

test('every link of the contents leads somewhere', () => {
  const html = report(juryRows());
  for (const [, id] of html.matchAll(/href="#([^"]+)"/g)) expect(html).toContain(`<section id="${id}"`);
});

test('a simulated or a partial run says so at the top; a real and whole one says neither', () => {
  const real = report(juryRows());
  expect(real).not.toMatch(/Simulated run|Partial run/);
  const said = report(juryRows(), reportedRun({ simulated: true, partial: 'too many rows failed' }));
  expect(said.indexOf('Simulated run')).toBeLessThan(said.indexOf('Ratings by model'));
  expect(said).toContain('covers what was finished: too many rows failed');
});

test('a judge of a candidate’s family is warned about, and only such a judge', () => {
  const judges = [{ name: 'gpt-4-turbo', model: 'openai/gpt-4-turbo' }];
  const own = report(
    juryRows(),
    reportedRun({ judges, candidates: [{ name: 'gpt-4-1106-preview', model: null }] }),
  );
  expect(own).toContain('A judge rates its own family.');
  expect(report(juryRows(), reportedRun({ judges }))).not.toContain('its own family.');
});

test('a fixed order is called what it is, not a bias', () => {
  const html = report(Array.from({ length: 30 }, () => candidatesRow()));
  expect(html).toContain('place and model can’t be told apart');
  expect(html).not.toContain('is favoured.');
});

test('short texts stand open, long ones are folded, cut ones say so', () => {
  const html = report([candidatesRow({ generations: ['short', 'b', 'long '.repeat(2_000)] })]);
  expect(html.match(/class="fold"/g)).toHaveLength(1);
  expect(html).toContain('2,000 more characters in the dataset');
});
