import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { createWholeFile, isTemporaryName, writeWholeFile } from '../../src/storage/write-file.ts';
import { scratchFolders } from './scratch-folder.ts';

const scratchFolder = scratchFolders();
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await scratchFolder();
  path = join(folder, 'rows.jsonl');
});

async function* failingAfter(...chunks: string[]): AsyncGenerator<string> {
  for (const chunk of chunks) {
    await turn();
    yield chunk;
  }
  throw new Error('the source broke off');
}

describe('a write that fails', () => {
  test('leaves nothing behind', async () => {
    await expect(writeWholeFile(path, failingAfter('half'))).rejects.toThrow('the source broke off');
    await expect(createWholeFile(path, failingAfter('half'))).rejects.toThrow('the source broke off');
    expect(await readdir(folder)).toEqual([]);
  });

  test('leaves the file that was there as it was', async () => {
    await writeFile(path, 'before');
    await expect(writeWholeFile(path, failingAfter('half'))).rejects.toThrow();
    expect(await readFile(path, 'utf8')).toBe('before');
  });

  test('at its very end, where a folder stands in its place, leaves nothing behind either', async () => {
    await mkdir(path);
    await expect(writeWholeFile(path, ['a'])).rejects.toMatchObject({ code: 'EISDIR' });
    expect(await readdir(folder)).toEqual(['rows.jsonl']);
  });
});

test('readers see the old content until all of the new one is there', async () => {
  await writeFile(path, 'old');
  const seen: string[] = [];
  const watched = async function* () {
    for (const chunk of ['n', 'e', 'w']) {
      yield chunk;
      seen.push(await readFile(path, 'utf8'));
    }
  };
  await writeWholeFile(path, watched());
  expect(seen).toEqual(['old', 'old', 'old']);
  expect(await readFile(path, 'utf8')).toBe('new');
  expect(await readdir(folder)).toEqual(['rows.jsonl']);
});

test('missing folders are made, and no content is an empty file', async () => {
  const deep = join(folder, 'a', 'b', 'rows.jsonl');
  await writeWholeFile(deep, []);
  expect(await readFile(deep, 'utf8')).toBe('');
});

test('two writes at once leave the whole of one', async () => {
  const contents = ['a', 'b'].map((letter) => letter.repeat(500_000));
  await Promise.all(contents.map((content) => writeWholeFile(path, [content])));
  expect(contents).toContain(await readFile(path, 'utf8'));
  expect(await readdir(folder)).toEqual(['rows.jsonl']);
});

test('of many that create one file one succeeds, and the file is never seen unfinished', async () => {
  const contents = Array.from({ length: 8 }, (_, writer) => String(writer).repeat(1_000));
  const outcomes = await Promise.allSettled(
    contents.map(async (content) => {
      await createWholeFile(path, [content]).catch(async (error: unknown) => {
        expect(contents).toContain(await readFile(path, 'utf8'));
        throw error;
      });
      return content;
    }),
  );
  const winners = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  expect(winners).toEqual([await readFile(path, 'utf8')]);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'EEXIST' });
  }
  expect(await readdir(folder)).toEqual(['rows.jsonl']);
});

test('a temporary name is known from any other', async () => {
  let temporary = '';
  await writeWholeFile(
    path,
    (async function* () {
      [temporary = ''] = await readdir(folder);
      yield 'a';
    })(),
  );
  expect(temporary).not.toBe('rows.jsonl');
  expect(isTemporaryName(temporary)).toBe(true);
  for (const name of ['rows.jsonl', 'notes.tmp', 'run.json', `${temporary}.gz`]) {
    expect(isTemporaryName(name)).toBe(false);
  }
});
