import { expect, test } from 'vitest';
import { failure, text } from '../scripted-provider/behaviour.ts';
import { defaultScript } from '../scripted-provider/default-script.ts';
import { latch } from '../workflows/latch.ts';
import { conversation, jsonl } from './conversations.ts';
import { runCommand } from './run-command.ts';
import { withPipeline } from './with-pipeline.ts';

/** Rows 1 and 3 can't be read; one call of the last row waits for the latch. */
async function runWithLosses() {
  const held = latch();
  const pipeline = await withPipeline({
    answer: async (request) => {
      const asked = JSON.stringify(request.body.messages);
      if (asked.includes('pond 39')) await held.opened;
      return asked.includes('pond 38')
        ? failure(400, { message: 'No \u001b[2Jsuch model' })
        : defaultScript(request);
    },
  });
  const rows = Array.from({ length: 40 }, (_, row) =>
    row === 1 || row === 3 ? { colour: 'red' } : conversation(`pond ${row}`),
  );
  await pipeline.place('conversations.jsonl', jsonl(rows));
  const run = await pipeline.start(pipeline.input());
  return { pipeline, run, held };
}

test('a run that is not there ends with one line that says so', async () => {
  const { dataDirectory: folder } = await withPipeline();
  const { code, output } = await runCommand({ folder }, ['failures', 'nobody']);
  expect(code).toBe(1);
  expect(output).toMatch(/^There is no run "nobody"/);
});

test('reasons are counted and rows shown: of the finished run from its files, else from its histories', async () => {
  const { pipeline, run, held } = await runWithLosses();
  held.open();
  const { dropped } = await run.result();
  const total = Object.values(dropped).reduce((sum, count) => sum + count, 0);
  const command = ['failures', pipeline.workflowId, '--limit', '100'];

  const here = await runCommand({ folder: pipeline.dataDirectory }, command);
  expect(here.code).toBe(0);
  expect(here.output).toMatch(new RegExp(`^${total} rows dropped:\\n`));
  expect(here.output).toMatch(/^ +2 {2}Dataset\.RowInvalid$/m);
  expect(here.output).toMatch(/^conversations\/1 +Dataset\.RowInvalid +line 2: /m);
  expect(here.output).toMatch(/^conversations\/38 +Llm\.BadRequest +1 of 4 .*No such model/m);
  expect(here.output).toMatch(/^\(from out\/pairs\)$/m);
  expect(here.output).not.toContain('\u001b');

  const { dataDirectory: elsewhere } = await withPipeline();
  const there = await runCommand({ folder: elsewhere }, command);
  expect(there.output).toContain('(from the histories of at most 50 shards');
  const rowsOf = (output: string) => output.split('\n').filter((line) => line.startsWith('conversations/'));
  expect(rowsOf(there.output).sort()).toEqual(rowsOf(here.output).sort());
  expect(rowsOf(there.output)).toHaveLength(total);
});

test('of a run that goes on, rows are shown before their shard has ended', async () => {
  const { pipeline, run, held } = await runWithLosses();
  const place = { folder: pipeline.dataDirectory };
  for (;;) {
    const { output } = await runCommand(place, [
      'failures',
      pipeline.workflowId,
      '--reason',
      'Dataset.RowInvalid',
    ]);
    if (/^conversations\/3 +Dataset\.RowInvalid/m.test(output)) break;
  }
  expect((await run.describe()).status.name).toBe('RUNNING');
  held.open();
  await run.result();
});

test('more rows than asked for are said to be there', async () => {
  const pipeline = await withPipeline({ answer: () => text('no verdict at all') });
  await pipeline.place('conversations.jsonl', jsonl([{}, {}, {}, conversation('ponds')]));
  const run = await pipeline.start(pipeline.input());
  // Every row is dropped, so the run fails.
  await run.result().catch(() => undefined);
  const { output } = await runCommand({ folder: pipeline.dataDirectory }, [
    'failures',
    pipeline.workflowId,
    '--limit',
    '2',
  ]);
  expect(output.split('\n').filter((line) => line.startsWith('conversations/'))).toHaveLength(2);
  expect(output).toContain('… and more: --limit 20');
});
