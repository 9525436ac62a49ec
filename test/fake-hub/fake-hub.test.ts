import { datasetInfo, downloadFile, HubApiError, listFiles, pathsInfo } from '@huggingface/hub';
import { expect, onTestFinished, test } from 'vitest';
import { startFakeHub, type FakeHub, type FakeHubOptions } from './start-fake-hub.ts';

const name = 'nobody/letters';
const repo = { type: 'dataset', name } as const;

async function hubWith(options: FakeHubOptions): Promise<FakeHub> {
  const hub = await startFakeHub(options);
  onTestFinished(() => hub.close());
  return hub;
}

test.each([
  ['a dataset that is not there', undefined, 401],
  ['a private one', { private: true }, 401],
  ['a gated one', { gated: 'manual' as const }, 401],
])('%s has no file for nobody', async (_what, dataset, statusCode) => {
  const hub = await hubWith({ datasets: dataset ? [{ name, files: { 'a.txt': 'a' }, ...dataset }] : [] });
  const refused = await downloadFile({ repo, path: 'a.txt', hubUrl: hub.url }).catch(
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(HubApiError);
  expect(refused).toMatchObject({ statusCode });
});

test('the token opens what is private and what is gated', async () => {
  const hub = await hubWith({
    datasets: [{ name, private: true, gated: 'auto', files: { 'a.txt': 'abc' } }],
    token: 'hf_letters',
  });
  const blob = await downloadFile({ repo, path: 'a.txt', hubUrl: hub.url, accessToken: 'hf_letters' });
  expect(await blob?.text()).toBe('abc');
});

test('a large file is found behind a redirect, in a range too', async () => {
  const hub = await hubWith({ datasets: [{ name, files: { 'data/a b.parquet': 'abcdef' } }] });
  const blob = await downloadFile({ repo, path: 'data/a b.parquet', hubUrl: hub.url });
  expect(await blob?.slice(2, 4).text()).toBe('cd');
  expect(await blob?.text()).toBe('abcdef');
});

test('a branch moves on, and its commits stay', async () => {
  const hub = await hubWith({ datasets: [{ name, files: { 'a.txt': 'a' } }] });
  const before = await datasetInfo({ name, hubUrl: hub.url, additionalFields: ['sha'] });
  hub.repository(name).commit('main', { 'b.jsonl': '{}', 'a.txt': null });
  const after = await datasetInfo({ name, hubUrl: hub.url, additionalFields: ['sha'] });
  expect(after.sha).not.toBe(before.sha);
  const paths = async (revision: string) => {
    const found = [];
    for await (const { path } of listFiles({ repo, revision, recursive: true, hubUrl: hub.url }))
      found.push(path);
    return found;
  };
  expect([await paths(before.sha), await paths('main')]).toEqual([['a.txt'], ['b.jsonl']]);
  expect(await pathsInfo({ repo, paths: ['b.jsonl', 'c'], hubUrl: hub.url })).toMatchObject([
    { path: 'b.jsonl', size: 2, lfs: { size: 2 } },
  ]);
});
