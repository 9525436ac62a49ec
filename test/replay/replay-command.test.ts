import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { shardWorkflowId } from '../../src/contract/names.ts';
import { keptScratchFolders, scratchFolders } from '../storage/scratch-folder.ts';
import { conversationRows } from '../workflows/conversations.ts';
import { withFakes } from '../workflows/run-with-fakes.ts';
import { copyBuildThatSwaps, repository } from './another-build.ts';
import { swapActivities } from './altered-history.ts';
import { historiesFolder, readHistory, unreleased } from './histories.ts';

const scratchFolder = scratchFolders();
const keptScratchFolder = keptScratchFolders();
const shard = `${unreleased}/one-row/shard.json`;

let buildThatSwaps: string;
beforeAll(async () => {
  buildThatSwaps = await copyBuildThatSwaps(await keptScratchFolder(), 'of another');
});

/** Runs the program of a build, or of the one that is there. */
async function replay(words: readonly string[], build = repository) {
  const env = { PATH: process.env['PATH'], TEMPORAL_ADDRESS: inject('temporalAddress') };
  const command = spawn(process.execPath, [join(build, 'dist/cli.js'), 'replay', ...words], { env });
  let said = '';
  for (const stream of [command.stdout, command.stderr])
    stream.on('data', (chunk) => (said += String(chunk)));
  const [code] = (await once(command, 'close')) as [number | null];
  return { code, said };
}

test('without a history there is nothing to replay, and another file is none', async () => {
  expect(await replay([])).toMatchObject({
    code: 1,
    said: expect.stringContaining('Say which histories') as unknown,
  });
  const file = join(await scratchFolder(), 'other.json');
  await writeFile(file, '{"events": []}');
  expect(await replay([file])).toMatchObject({
    code: 1,
    said: expect.stringContaining('is no history') as unknown,
  });
});

test('a build that swaps two activities may not take over stored histories, and is told where', async () => {
  const { code, said } = await replay([join(historiesFolder, shard)], buildThatSwaps);
  expect(code).toBe(1);
  expect(said).toContain(
    'differs. Event 5: the history schedules loadShard, this build schedules writeShard.',
  );
  expect(said).toContain('This build may not take over: 1 of 1 history');
});

test('this build may take over its own histories, and not one in which two activities are swapped', async () => {
  const altered = join(await scratchFolder(), 'swapped.json');
  await writeFile(altered, JSON.stringify(swapActivities(readHistory(shard), 'generate', 'judge')));
  const { code, said } = await replay([join(historiesFolder, shard), altered]);
  expect(code).toBe(1);
  expect(said).toMatch(/shard\.json: may go on, \d+ events replayed/);
  expect(said).toMatch(
    /swapped\.json: differs\. Event \d+: the history schedules judge, this build schedules generate\./,
  );
});

test('runs that are under way and their shards are told from those a build would break', async () => {
  const fakes = await withFakes({ rows: conversationRows(1), generate: () => new Promise(() => undefined) });
  const run = await fakes.start(fakes.input());
  onTestFinished(() => run.terminate().then(() => undefined));
  await fakes.models.started.until((calls) => calls.length > 0);
  const shardId = shardWorkflowId(fakes.workflowId, 0);

  const own = (await replay(['--running'])).said;
  expect(own).toContain(`${fakes.workflowId}: may go on`);
  expect(own).toContain(`${shardId}: may go on`);

  const { code, said } = await replay(['--running'], buildThatSwaps);
  expect(code).toBe(1);
  expect(said).toContain(
    `${shardId}: differs. Event 5: the history schedules loadShard, this build schedules writeShard.`,
  );
  expect(said).toContain(`${fakes.workflowId}: may go on`);
});
