import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { localFolder } from '../../../../src/storage/local-folder.ts';
import { pushToHub } from '../../../../src/output/push/hub/push-to-hub.ts';
import { openPublishedDataset } from '../../../../src/output/push/published-dataset.ts';
import { PushFailure } from '../../../../src/output/push/push-failure.ts';
import { scratchFolders } from '../../../storage/scratch-folder.ts';
import {
  hubToken,
  startPushedHub,
  type PushedHub,
  type PushedHubOptions,
} from '../../../fake-hub/start-pushed-hub.ts';
import { publishFolder } from '../published-folder.ts';

const scratchFolder = scratchFolders();
let folder: string;

beforeEach(async () => {
  folder = await scratchFolder();
});

async function hubWith(options: PushedHubOptions = {}): Promise<PushedHub> {
  const hub = await startPushedHub(options);
  onTestFinished(() => hub.close());
  return hub;
}

async function push(
  hub: { url: string },
  changes: { repo?: string; private?: boolean; token?: string } = {},
) {
  const { repo = 'me/letters', private: isPrivate = true, token = hubToken } = changes;
  const dataset = await openPublishedDataset(localFolder(folder), 'out/letters');
  const access = { endpoint: hub.url, token };
  return await pushToHub(dataset, { repo, private: isPrivate }, access, new AbortController().signal);
}

async function failureOf(pushing: Promise<unknown>): Promise<PushFailure> {
  const failure = await pushing.catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(PushFailure);
  return failure as PushFailure;
}

describe('a dataset that may not be pushed', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['was made with simulated models', { simulated: true }, 'simulated models, which are never pushed'],
    ['is not finished', { state: 'unfinished' }, 'is not that of a finished dataset'],
    [
      'lists a file outside',
      { files: [{ config: 'default', format: 'jsonl', path: '../a', rows: 0, bytes: 0, sha256: '' }] },
      'must be a path inside the output',
    ],
  ])('%s', async (_what, manifest, words) => {
    await publishFolder(folder, { manifest });
    const failure = await failureOf(push({ url: 'http://127.0.0.1:9' }));
    expect(failure).toMatchObject({ mayPass: false, message: expect.stringContaining(words) as unknown });
  });

  test('has no manifest', async () => {
    expect((await failureOf(push({ url: 'http://127.0.0.1:9' }))).message).toBe(
      '"out/letters" holds no dataset: it has no run.json; push it when its run has ended',
    );
  });

  test.each<[string, (file: string) => Promise<void>, string]>([
    ['changed', (file) => writeFile(file, '{"row_id":"other"}\n'), 'is not as it was published'],
    ['taken away', (file) => rm(file), 'is missing'],
  ])('had a file %s since', async (_what, harm, words) => {
    await publishFolder(folder);
    await harm(join(folder, 'default/train-00000-of-00001.jsonl'));
    const hub = await hubWith();
    const { mayPass, message } = await failureOf(push(hub));
    expect(mayPass).toBe(false);
    expect(message).toContain(`"default/train-00000-of-00001.jsonl" ${words}`);
    expect(hub.requests).toEqual([]);
  });
});

describe('what the Hub refuses is named, and is final', () => {
  beforeEach(() => publishFolder(folder));

  test('a token that is not valid', async () => {
    const hub = await hubWith();
    const token = 'hf_revokedRevokedRevoked';
    const { mayPass, message } = await failureOf(push(hub, { token }));
    expect(mayPass).toBe(false);
    expect(message).toContain('answered 401 to the push to "me/letters": Invalid username or password.');
    expect(message).toContain('check that HF_TOKEN');
    expect(message).not.toContain(token);
  });

  test('a namespace of somebody else', async () => {
    const { mayPass, message } = await failureOf(push(await hubWith(), { repo: 'you/letters' }));
    expect(mayPass).toBe(false);
    expect(message).toMatch(/answered 403 to the push to "you\/letters": You don't have the rights/);
  });

  test('a repository that is public where a private one is wanted', async () => {
    const hub = await hubWith({ datasets: [{ name: 'me/letters' }] });
    const { mayPass, message } = await failureOf(push(hub));
    expect(mayPass).toBe(false);
    expect(message).toContain('"me/letters" is public: say "private": false to push there');
    expect(hub.commits).toEqual([]);
  });
});

describe('what may pass', () => {
  beforeEach(() => publishFolder(folder));

  test('a Hub that is out of reach', async () => {
    const failure = await failureOf(push({ url: 'http://127.0.0.1:9' }));
    expect(failure.mayPass).toBe(true);
    expect(failure.message).toMatch(
      /^the Hub at http:\/\/127\.0\.0\.1:9 could not be reached for "me\/letters"/,
    );
  });

  test.each([[429], [500], [503]])('an answer %i', async (status) => {
    const hub = await hubWith({
      meddle: ({ path }) => (path.includes('/commit/') ? { status, json: { error: 'Busy' } } : undefined),
    });
    const failure = await failureOf(push(hub));
    expect(failure.mayPass).toBe(true);
    expect(failure.message).toContain(`answered ${status} to the push to "me/letters": Busy`);
  });

  test('an upload refused by the store, whose signed address is not told', async () => {
    const store = await hubWith({ meddle: () => ({ status: 403, text: 'Request has expired' }) });
    const hub = await hubWith();
    hub.store.uploadAction = () => ({ href: `${store.url}/object?signature=secret` });
    const failure = await failureOf(push(hub));
    expect(failure.mayPass).toBe(true);
    expect(failure.message).toContain("the Hub's store of large files answered 403");
    expect(failure.message).not.toContain('secret');
  });

  test('a connection cut in the middle', async () => {
    const hub = await hubWith({
      meddle: ({ path }) => (path.startsWith('/large-files/') ? 'hang-up' : undefined),
    });
    expect((await failureOf(push(hub))).mayPass).toBe(true);
    expect(hub.commits).toEqual([]);
  });
});

test('a push makes a private repository that holds the folder byte for byte, in one commit', async () => {
  const files = await publishFolder(folder);
  const hub = await hubWith();
  expect(await push(hub)).toBe(`${hub.url}/datasets/me/letters`);
  expect(hub.files('me/letters')).toEqual(files);
  expect(hub.repository('me/letters').private).toBe(true);
  expect(hub.commits).toMatchObject([{ title: 'Dataset of run letters' }]);
});

test('a public repository is made where it is asked for', async () => {
  await publishFolder(folder);
  const hub = await hubWith();
  await push(hub, { private: false });
  expect(hub.repository('me/letters').private).toBe(false);
});

test('a large file goes up in the parts that the store asks for', async () => {
  const files = { 'default/train-00000-of-00001.jsonl': `${'x'.repeat(2_500)}\n` };
  const published = await publishFolder(folder, { files });
  const hub = await hubWith({ partBytes: 1_000 });
  await push(hub);
  expect(hub.store.uploads.map(({ bytes }) => bytes).sort()).toEqual([1_000, 1_000, 501]);
  expect(hub.files('me/letters')).toEqual(published);
});

test('pushing again sends nothing and makes no commit', async () => {
  await publishFolder(folder);
  const hub = await hubWith();
  await push(hub);
  const before = hub.store.uploads.length;
  await push(hub);
  expect(hub.store.uploads).toHaveLength(before);
  expect(hub.commits).toHaveLength(1);
});

test('after a commit that failed, what was uploaded is not sent again', async () => {
  const files = await publishFolder(folder);
  let isDown = true;
  const hub = await hubWith({
    meddle: ({ path }) => (isDown && path.includes('/commit/') ? { status: 503, text: '' } : undefined),
  });
  await failureOf(push(hub));
  const before = hub.store.uploads.length;
  isDown = false;
  await push(hub);
  expect(hub.store.uploads).toHaveLength(before);
  expect(hub.files('me/letters')).toEqual(files);
});

test("another dataset takes the place of an earlier one, and the user's own files stay", async () => {
  const hub = await hubWith({
    datasets: [
      {
        name: 'me/letters',
        private: true,
        files: {
          LICENSE: 'mine',
          'notes/a.md': 'mine',
          'default/train-00001-of-00002.jsonl': '{}\n',
          'README.md': 'old',
        },
      },
    ],
  });
  const files = await publishFolder(folder);
  await push(hub);
  expect(hub.files('me/letters')).toEqual({
    ...files,
    LICENSE: Buffer.from('mine'),
    'notes/a.md': Buffer.from('mine'),
  });
});
