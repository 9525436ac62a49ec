import { expect, test } from 'vitest';
import { conversation, jsonl } from './conversations.ts';
import { runCommand } from './run-command.ts';
import { withPipeline } from './with-pipeline.ts';

test('no runs are said to be none', async () => {
  const { dataDirectory: folder } = await withPipeline();
  const { code, output } = await runCommand({ folder }, ['runs', '--query', 'WorkflowId = "nobody"']);
  expect(code).toBe(0);
  expect(output).toMatch(/^No such runs in namespace "default"/);
});

test('a query that the server does not take is refused in its own words', async () => {
  const { dataDirectory: folder } = await withPipeline();
  const { code, output } = await runCommand({ folder }, ['runs', '--query', 'Colour = "red"']);
  expect(code).toBe(1);
  expect(output).toMatch(/^The Temporal server at \S+ answered: .*Colour/);
});

test('runs are listed with state, rows and losses, the newest first, as many as asked for', async () => {
  const pipeline = await withPipeline();
  await pipeline.place('conversations.jsonl', jsonl([conversation('ponds'), 'no conversation']));
  const run = await pipeline.start(pipeline.input());
  const { pairs } = await run.result();
  const waiting = await pipeline.client.workflow.start('preferenceDataset', {
    taskQueue: 'nobody-serves-this',
    workflowId: `${pipeline.workflowId}-waiting`,
    args: [null],
  });
  const place = { folder: pipeline.dataDirectory };
  const own = ['--query', `WorkflowId STARTS_WITH "${pipeline.workflowId}"`];
  const listed = async (lines: number): Promise<string[]> => {
    for (;;) {
      // Visibility follows a little later.
      const { output } = await runCommand(place, ['runs', ...own]);
      if (output.split('\n').length > lines) return output.split('\n');
    }
  };
  const [head, newest, oldest] = await listed(3);
  expect(head).toMatch(/^run +state +rows +pairs +dropped +cost +took +started$/);
  expect(newest).toMatch(/^run-scripted-\w+-waiting +running +– +– +– +– /);
  expect(oldest).toMatch(new RegExp(`^run-scripted-\\w+ +completed +2/2 +${pairs} +${2 - pairs} +– `));
  expect((await runCommand(place, ['runs', ...own, '--limit', '1'])).output).toMatch(
    /^run .*\nrun-scripted-\w+-waiting .*\nThe newest 1; older ones: --limit 10\n$/,
  );
  await waiting.terminate();
});
