import { expect, test } from 'vitest';
import { shardWorkflowId } from '../../src/contract/names.ts';
import { findFreePort } from '../../src/temporal-cli/free-port.ts';
import { failure } from '../scripted-provider/behaviour.ts';
import { defaultScript } from '../scripted-provider/default-script.ts';
import { latch } from '../workflows/latch.ts';
import { conversation, jsonl } from './conversations.ts';
import { runCommand, startCommand } from './run-command.ts';
import { withPipeline, type Pipeline } from './with-pipeline.ts';

const ponds = jsonl(Array.from({ length: 6 }, (_, row) => conversation(`pond ${row}`)));

/** A run of which one row is done; the others wait for the latch. */
async function runHalfWay() {
  const held = latch();
  const pipeline = await withPipeline({
    answer: async (request, index) => {
      if (index >= 8) await held.opened;
      return defaultScript(request);
    },
  });
  await pipeline.place('conversations.jsonl', ponds);
  const run = await pipeline.start(pipeline.input({ limits: { rowsInFlight: 2 } }));
  return { pipeline, run, held };
}

const placeOf = ({ dataDirectory: folder }: Pipeline) => ({ folder });

test('a run that is not there, or a workflow that is no run, ends with one line that says so', async () => {
  const { pipeline, run, held } = await runHalfWay();
  const place = placeOf(pipeline);
  expect(await runCommand(place, ['watch', 'nobody'])).toEqual({
    code: 1,
    output: 'There is no run "nobody" in namespace "default". npm run runs lists them.\n',
  });
  const shard = shardWorkflowId(pipeline.workflowId, 0);
  held.open();
  await run.result();
  expect(await runCommand(place, ['watch', shard])).toEqual({
    code: 1,
    output: `"${shard}" is a workflow of type preferenceShard, not a run. npm run runs lists runs.\n`,
  });
});

test('where there is no server the address is named', async () => {
  const { dataDirectory: folder } = await withPipeline();
  const address = `127.0.0.1:${await findFreePort()}`;
  const { code, output } = await runCommand({ folder, address }, ['watch', 'ponds']);
  expect(code).toBe(1);
  expect(output).toMatch(
    new RegExp(`^No Temporal server at ${address} \\(.+\\): .*TEMPORAL_ADDRESS; .*\\.\\n$`),
  );
});

test('into a pipe a run is plain lines; interrupted, the run goes on and the command ends well', async () => {
  const { pipeline, run, held } = await runHalfWay();
  const watching = startCommand(placeOf(pipeline), ['watch', pipeline.workflowId]);
  await watching.untilSaid(/^running: \d of 6 rows · \d in flight/m);
  watching.interrupt();
  expect(await watching.ended).toBe(0);
  expect(watching.output()).toContain(`Run "${pipeline.workflowId}" goes on.`);
  expect(watching.output()).not.toContain('\u001b');
  expect((await run.describe()).status.name).toBe('RUNNING');
  held.open();
  expect((await run.result()).rows).toBe(6);
});

test('in a terminal a run is drawn with bars; Ctrl-C gives the cursor back and leaves the run', async () => {
  const { pipeline, run, held } = await runHalfWay();
  const watching = startCommand({ ...placeOf(pipeline), terminal: true }, ['watch', pipeline.workflowId]);
  await watching.untilSaid(/rows +█*░+ +\d\/6/);
  expect(watching.output()).toMatch(/judge +\S+\/gpt-4-turbo +█*░+ +\d\/6/);
  expect(watching.output()).toContain('Ctrl-C ends this view, not the run.');
  watching.interrupt();
  expect(await watching.ended).toBe(0);
  expect(watching.output()).toContain(`Run "${pipeline.workflowId}" goes on.`);
  const [hidden, shown] = ['\u001b[?25l', '\u001b[?25h'].map((code) => watching.output().lastIndexOf(code));
  expect(shown).toBeGreaterThan(hidden ?? Infinity);
  expect((await run.describe()).status.name).toBe('RUNNING');
  held.open();
  expect((await run.result()).rows).toBe(6);
});

test('watched to its end a run shows its result', async () => {
  const { pipeline, held } = await runHalfWay();
  const watching = startCommand({ ...placeOf(pipeline), terminal: true }, ['watch', pipeline.workflowId]);
  await watching.untilSaid(/rows +█*░+ +\d\/6/);
  held.open();
  expect(await watching.ended).toBe(0);
  expect(watching.output()).toMatch(/rows +█+ +6\/6/);
  expect(watching.output()).toMatch(/The dataset is in out\/pairs: \d pairs from 6 rows/);
});

test('of a run that has ended the result is shown, without a worker', async () => {
  const { pipeline, run, held } = await runHalfWay();
  held.open();
  await run.result();
  const { code, output } = await runCommand(placeOf(pipeline), ['watch', pipeline.workflowId]);
  expect(code).toBe(0);
  expect(output).toMatch(/^The dataset is in out\/pairs: \d pairs from 6 rows$/m);
});

test('of a run that failed the failure is shown, with exit code 1', async () => {
  const pipeline = await withPipeline({ answer: () => failure(401, { message: 'Wrong \u001b[2Jkey' }) });
  await pipeline.place('conversations.jsonl', ponds);
  const run = await pipeline.start(pipeline.input());
  await run.result().catch(() => undefined);
  const { code, output } = await runCommand(placeOf(pipeline), ['watch', pipeline.workflowId]);
  expect(code).toBe(1);
  expect(output).toMatch(/^Run "run-scripted-\w+" failed\. .*401.*Wrong key/);
  expect(output).not.toContain('\u001b');
});

test('a run that no worker serves says so, and is shown when one comes', async () => {
  const { pipeline } = await runHalfWay();
  const workflowId = `${pipeline.workflowId}-unserved`;
  const run = await pipeline.client.workflow.start('preferenceDataset', {
    taskQueue: workflowId,
    workflowId,
    args: [null],
  });
  const watching = startCommand(placeOf(pipeline), ['watch', workflowId]);
  await watching.untilSaid(/No worker answers for this run/);
  await run.terminate('nobody came');
  expect(await watching.ended).toBe(1);
  expect(watching.output()).toContain(`Run "${workflowId}" was terminated: nobody came`);
});
