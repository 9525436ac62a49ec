import { expect, onTestFinished, test } from 'vitest';
import { resumeUpdate } from '../../src/contract/steering.ts';
import { argillaKey, startFakeArgilla } from '../fake-argilla/start-fake-argilla.ts';
import { hubToken, startPushedHub, type PushedHubOptions } from '../fake-hub/start-pushed-hub.ts';
import { conversation, jsonl } from './conversations.ts';
import { readManifest } from './read-rows.ts';
import { untilState } from './until-state.ts';
import { withPipeline } from './with-pipeline.ts';

const hubTarget = { repo: 'me/pairs' };
const argillaTarget = { dataset: 'pairs', workspace: 'reviews' };
const rows = jsonl(['felt', 'flint', 'silk'].map(conversation));

async function withServers(options: PushedHubOptions = {}) {
  const hub = await startPushedHub(options);
  const argilla = await startFakeArgilla();
  onTestFinished(async () => {
    await hub.close();
    await argilla.close();
  });
  const pushes = {
    hub: { endpoint: hub.url, token: hubToken },
    argilla: { url: argilla.url, apiKey: argillaKey },
  };
  const pipeline = await withPipeline({}, { pushes });
  await pipeline.place('conversations.jsonl', rows);
  return { hub, argilla, ...pipeline };
}

test('a push that cannot go well is refused before anything is paid', async () => {
  const pipeline = await withPipeline();
  await pipeline.place('conversations.jsonl', rows);
  const run = await pipeline.start(
    pipeline.input({ output: { path: 'out/pairs', push: { hub: hubTarget } } }),
  );
  await expect(run.result()).rejects.toMatchObject({
    cause: {
      type: 'InvalidInput',
      message: expect.stringContaining(
        "output.push.hub: the worker's environment has no HF_TOKEN",
      ) as unknown,
    },
  });
  expect(pipeline.provider.requests).toEqual([]);
});

test('a push that fails pauses the run with its dataset complete, and resume repeats the push alone', async () => {
  let isRefusing = true;
  const { hub, input, start, dataDirectory, provider } = await withServers({
    meddle: ({ path }) =>
      isRefusing && path.includes('/preupload/')
        ? { status: 403, json: { error: 'No room left' } }
        : undefined,
  });
  const run = await start(input({ output: { path: 'out/pairs', push: { hub: hubTarget } } }));
  const { pause } = await untilState(run, 'paused');
  expect(pause).toMatchObject({
    reason: 'Dataset.PushFailed',
    message: expect.stringContaining('answered 403 to the push to "me/pairs": No room left') as unknown,
  });
  expect(await readManifest(dataDirectory)).toMatchObject({ state: 'complete' });
  const paid = provider.ledger.paid;

  isRefusing = false;
  await run.executeUpdate(resumeUpdate);
  expect(await run.result()).toMatchObject({ pushed: { hub: `${hub.url}/datasets/me/pairs` } });
  expect(provider.ledger.paid).toBe(paid);
});

test('one run pushes to the Hub and to Argilla, and says where', async () => {
  const { hub, argilla, input, start } = await withServers();
  const push = { hub: hubTarget, argilla: argillaTarget };
  const run = await start(input({ output: { path: 'out/pairs', push } }));
  expect(await run.result()).toMatchObject({
    rows: 3,
    pushed: {
      hub: `${hub.url}/datasets/me/pairs`,
      argilla: `${argilla.url}/dataset/${argilla.datasets[0]?.id}/annotation-mode`,
    },
  });
  expect(hub.repository('me/pairs').private).toBe(true);
  expect(argilla.datasets[0]?.records.size).toBe(3);
});
