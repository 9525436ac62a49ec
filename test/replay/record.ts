import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inject, test } from 'vitest';
import { shardWorkflowId } from '../../src/contract/names.ts';
import { conversation, jsonl } from '../pipeline/conversations.ts';
import { withPipeline } from '../pipeline/with-pipeline.ts';
import { failure, refusal } from '../scripted-provider/behaviour.ts';
import { defaultScript } from '../scripted-provider/default-script.ts';
import { historiesFolder } from './histories.ts';

/**
 * Not a test of anything: records the histories that `replay.test.ts` replays, from a run with a row that can't be
 * used, a call that fails for good, one that is tried again, and a refusal. `npm run record-histories`.
 */
test('record the histories', async () => {
  const { place, input, start, workflowId } = await withPipeline({
    answer: (request) => {
      const { model, messages } = request.body;
      const about = messages.at(-1)?.content ?? '';
      if (request.body.response_format) return defaultScript(request);
      if (model === 'notus-7b-v1' && about.includes('felt')) return failure(400, { message: 'no' });
      if (model === 'notus-7b-v1' && about.includes('loam')) return refusal('I would rather not.');
      if (request.occurrence === 0 && about.includes('peat')) return failure(503);
      return defaultScript(request);
    },
  });
  const topics = ['felt', 'loam', 'peat'];
  await place('conversations.jsonl', jsonl([...topics.map(conversation), { text: 'no conversation' }]));
  await (await start(input())).result();
  await mkdir(historiesFolder, { recursive: true });
  await storeHistory('preference-dataset', workflowId);
  await storeHistory('preference-shard', shardWorkflowId(workflowId, 0));
});

/** As the Temporal CLI shows it, without what tells of the machine it was recorded on. */
async function storeHistory(name: string, workflowId: string): Promise<void> {
  const words = ['workflow', 'show', '--workflow-id', workflowId, '--output', 'json'];
  const { stdout } = await promisify(execFile)(
    inject('temporalCli'),
    [...words, '--address', inject('temporalAddress')],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  const anonymous = stdout
    .replace(/"identity": "[^"]*"/g, '"identity": "worker"')
    .replace(/\d+@[\w.-]+/g, 'worker')
    .replace(/"stackTrace": "(?:[^"\\]|\\.)*"/g, '"stackTrace": ""');
  await writeFile(`${historiesFolder}${name}.json`, anonymous);
}
