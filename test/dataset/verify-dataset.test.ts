import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { ConfigName } from '../../src/preference/config-features.ts';
import type { FinishedManifest } from '../../src/dataset/manifest.schema.ts';
import { folderInStorage } from '../../src/dataset/published-folder.ts';
import { differences } from '../../src/dataset/verify-dataset.ts';
import { localFolder } from '../../src/storage/local-folder.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';

const scratchFolder = scratchFolders();

const input: FinishedManifest['input'] = { generators: [], original: false, judges: [] };

/** A published folder of two data files, with changes to what its manifest says. */
async function published(changes: Partial<FinishedManifest> = {}) {
  const folder = await scratchFolder();
  const place = async (path: string, content: string): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  };
  const file = (path: string, config: ConfigName, content: string, rows: number) => {
    const sha256 = createHash('sha256').update(content).digest('hex');
    return { path, config, format: 'jsonl' as const, rows, bytes: content.length, sha256 };
  };
  const manifest: FinishedManifest = {
    workflowId: 'ponds',
    runId: '1',
    state: 'complete',
    simulated: false,
    input,
    counts: { rows: 3, pairs: 2, dropped: { tie: 1 } },
    files: [
      file('jsonl/trl/0.jsonl', 'trl', 'two\nrows\n', 2),
      file('jsonl/dropped/0.jsonl', 'dropped', 'one\n', 1),
    ],
    ...changes,
  };
  await place('jsonl/trl/0.jsonl', 'two\nrows\n');
  await place('jsonl/dropped/0.jsonl', 'one\n');
  for (const path of ['README.md', 'jsonl/README.md', 'report.html', 'run.json']) await place(path, '…');
  const found = async (): Promise<string[]> => {
    const all: string[] = [];
    for await (const one of differences(folderInStorage(localFolder(folder)), manifest)) all.push(one);
    return all;
  };
  return { folder, place, found };
}

test('a folder that is as it was published differs in nothing', async () => {
  const { found } = await published();
  expect(await found()).toEqual([]);
});

test('files that are missing, cut, changed and extra are each named', async () => {
  const { folder, place, found } = await published();
  await place('jsonl/trl/0.jsonl', 'two\nROWS\n');
  await place('jsonl/dropped/0.jsonl', 'o');
  await place('jsonl/trl/1.jsonl', 'more\n');
  await rm(join(folder, 'report.html'));
  expect(await found()).toEqual([
    'jsonl/trl/0.jsonl: changed, its SHA-256 is another',
    'jsonl/dropped/0.jsonl: changed, 1 bytes instead of 4',
    'report.html: missing',
    'jsonl/trl/1.jsonl: extra, run.json does not list it',
  ]);
  await rm(join(folder, 'jsonl'), { recursive: true });
  expect(await found()).toContain('jsonl/trl/0.jsonl: missing');
});

test('counts that the files do not have are named', async () => {
  const { found } = await published({ counts: { rows: 4, pairs: 3, dropped: { tie: 2 } } });
  expect(await found()).toEqual([
    'trl (jsonl): 2 rows are listed, the run counted 3',
    'dropped (jsonl): 1 rows are listed, the run counted 2',
    'counts: 3 pairs and 2 dropped rows do not make 4 rows',
  ]);
});

test('rows that may give several pairs give at most as many as the policy takes', async () => {
  const pairing = { rejected: 'all', maxPairs: 2 };
  const counts = { rows: 2, pairs: 2, dropped: { tie: 1 } };
  const { found: two } = await published({ input: { ...input, pairing }, counts });
  expect(await two()).toEqual([]);
  const fewer = { ...input, pairing: { ...pairing, maxPairs: 1 } };
  const { found: one } = await published({ input: fewer, counts });
  expect(await one()).toEqual(['counts: 2 pairs and 1 dropped rows do not make 2 rows']);
});

test('rows that may give two pairs give one or two, and no more', async () => {
  const both = { input: { ...input, pairing: { signal: 'both' } } };
  const counts = (rows: number) => ({ rows, pairs: 2, dropped: { tie: 1 } });
  const { found: two } = await published({ ...both, counts: counts(2) });
  expect(await two()).toEqual([]);
  const { found: judged } = await published({ counts: counts(2) });
  expect(await judged()).toEqual(['counts: 2 pairs and 1 dropped rows do not make 2 rows']);
});
