import { expect, test } from 'vitest';
import { progressQuery } from '../../src/contract/steering.ts';
import { failure } from '../scripted-provider/behaviour.ts';
import { defaultScript } from '../scripted-provider/default-script.ts';
import { until } from '../e2e/until.ts';
import { conversation, jsonl } from './conversations.ts';
import { runCommand, startCommand } from './run-command.ts';
import { withPipeline } from './with-pipeline.ts';

test('calls that fail and are made again are told everywhere, by model and in words, until they are answered', async () => {
  let isDown = true;
  const { place, input, start, model, dataDirectory, workflowId } = await withPipeline({
    answer: (request) =>
      isDown && request.body.model === 'notus-7b-v1'
        ? failure(503, { message: 'No \u001b[2Jslot is free' })
        : defaultScript(request),
  });
  await place('conversations.jsonl', jsonl([conversation('ponds'), conversation('reeds')]));
  const run = await start(input());
  const watching = startCommand({ folder: dataDirectory }, ['watch', workflowId]);
  await until('the run tells of it', async () => (await run.query(progressQuery)).retrying.length > 0);
  const [retried, ...others] = (await run.query(progressQuery)).retrying;
  expect(others).toEqual([]);
  expect(retried).toMatchObject({ model: model('notus-7b-v1') });
  expect(retried?.says).toContain('503');
  expect(retried?.calls).toBeGreaterThanOrEqual(1);
  expect(retried?.attempts).toBeGreaterThanOrEqual(3);

  await watching.untilSaid(
    /trying again: \d calls? of \S+notus-7b-v1, \d+ attempts so far, .*503.*slot is free/,
  );
  expect(watching.output()).not.toContain('\u001b');
  const { output } = await runCommand({ folder: dataDirectory }, ['failures', workflowId]);
  expect(output).toMatch(/^trying again: \d calls? of \S+notus-7b-v1, \d+ attempts so far, .*slot is free/);

  isDown = false;
  await run.result();
  expect((await run.query(progressQuery)).retrying).toEqual([]);
  expect(await watching.ended).toBe(0);
});

test('a question before the rows that has to wait is told as well', async () => {
  let isLimited = true;
  const { place, input, start, model } = await withPipeline({
    answer: (request) => {
      if (!isLimited || request.body.model !== 'gpt-4-turbo') return defaultScript(request);
      isLimited = false;
      return failure(429, { message: 'Slow down' }, { 'retry-after': '12' });
    },
  });
  await place('conversations.jsonl', jsonl([conversation('ponds')]));
  const run = await start(input({ limits: { preflight: true } }));
  await until('the run tells of it', async () => (await run.query(progressQuery)).retrying.length > 0);
  const [retried] = (await run.query(progressQuery)).retrying;
  expect(retried).toMatchObject({ model: model('gpt-4-turbo'), calls: 1, attempts: 1 });
  expect(retried?.says).toContain('Slow down');
  await run.result();
  expect((await run.query(progressQuery)).retrying).toEqual([]);
});
