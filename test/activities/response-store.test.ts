import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { ResponseStore, type CallPlace } from '../../src/activities/response-store.ts';
import type { ChatReply } from '../../src/models/chat-model.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';

const scratchFolder = scratchFolders();
const place: CallPlace = {
  namespace: 'default',
  workflowExecution: { workflowId: 'letters/shard-00000', runId: 'run-1' },
  activityId: '7',
};
const reply: ChatReply = {
  text: 'Reeds.',
  finishReason: 'stop',
  usage: { promptTokens: 9, completionTokens: 2 },
};
let folder: string;
let store: ResponseStore;

beforeEach(async () => {
  folder = join(await scratchFolder(), 'answers');
  store = new ResponseStore(folder);
});

test('a store that is not there yet has nothing, and nothing to clean', async () => {
  expect(await store.find(place)).toBeUndefined();
  await store.clean();
});

test('an answer that cannot be read is a failure, not an answer', async () => {
  await store.keep(place, reply);
  const [execution] = await readdir(folder);
  await writeFile(join(folder, execution!, '7.json'), '{"text": "Reeds.", "usage": {}}');
  await expect(store.find(place)).rejects.toThrow();
});

test.each<[string, Partial<CallPlace>]>([
  ['another call', { activityId: '8' }],
  [
    'another run of the same workflow id',
    { workflowExecution: { workflowId: 'letters/shard-00000', runId: 'run-2' } },
  ],
  ['another namespace', { namespace: 'other' }],
])('%s does not find the answer', async (_what, other) => {
  await store.keep(place, reply);
  expect(await store.find({ ...place, ...other })).toBeUndefined();
});

test('another attempt of the same call finds the whole answer, until it is forgotten', async () => {
  await store.keep(place, reply);
  expect(await new ResponseStore(folder).find(place)).toEqual(reply);
  await store.forget(place);
  expect(await store.find(place)).toBeUndefined();
  expect(await readdir(folder)).toEqual([]);
});

test('what nobody came back for goes after a week, and nothing that the store did not write', async () => {
  await store.keep(place, reply);
  await store.keep({ ...place, namespace: 'other' }, reply);
  await mkdir(join(folder, 'thesis'));
  const [old] = (await readdir(folder)).filter((name) => name !== 'thesis');
  const weekAgo = new Date(Date.now() - 8 * 24 * 3_600_000);
  for (const name of [old!, 'thesis']) await utimes(join(folder, name), weekAgo, weekAgo);
  await store.clean();
  const left = await readdir(folder);
  expect(left).toHaveLength(2);
  expect(left).toContain('thesis');
  expect(left).not.toContain(old);
});
