import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { Storage } from '../../src/storage/storage.ts';

/** What every storage does, whatever it is made of. `make` gives an empty one. */
export function describeStorage(make: () => Promise<Storage>): void {
  const read = async (storage: Storage, path: string): Promise<string> => text(storage.read(path));

  describe('a file', () => {
    test('that is not there has no size, and cannot be read', async () => {
      const storage = await make();
      expect(await storage.size('default/a.jsonl')).toBeUndefined();
      await expect(read(storage, 'default/a.jsonl')).rejects.toThrow();
    });

    test('is read as it was written, whole or in a range', async () => {
      const storage = await make();
      await storage.write('default/a.jsonl', ['{"a":', Buffer.from('"é"}\n')]);
      expect(await read(storage, 'default/a.jsonl')).toBe('{"a":"é"}\n');
      expect(await storage.size('default/a.jsonl')).toBe(11);
      expect((await buffer(storage.read('default/a.jsonl', { start: 1, end: 4 }))).toString()).toBe('"a"');
    });

    test('may be empty', async () => {
      const storage = await make();
      await storage.write('default/a.jsonl', []);
      expect(await storage.size('default/a.jsonl')).toBe(0);
      expect(await read(storage, 'default/a.jsonl')).toBe('');
    });

    test('is replaced by a later one of its name', async () => {
      const storage = await make();
      await storage.write('a', ['first']);
      await storage.write('a', ['second']);
      expect(await read(storage, 'a')).toBe('second');
    });

    test('whose content breaks off is not there', async () => {
      const storage = await make();
      const breaking = Readable.from(
        (async function* () {
          await Promise.resolve();
          yield Buffer.alloc(20_000_000);
          throw new Error('broke off');
        })(),
      );
      await expect(storage.write('a', breaking)).rejects.toThrow('broke off');
      expect(await storage.size('a')).toBeUndefined();
    });

    test('of more than one part of an upload arrives whole', async () => {
      const storage = await make();
      const chunk = Buffer.alloc(1_000_000, 'x');
      await storage.write(
        'a',
        Array.from({ length: 40 }, () => chunk),
      );
      expect(await storage.size('a')).toBe(40_000_000);
      expect((await buffer(storage.read('a', { start: 39_999_998, end: 40_000_000 }))).toString()).toBe('xx');
    });
  });

  describe('a file that must not be there yet', () => {
    test('is made by exactly one of many who try at once', async () => {
      const storage = await make();
      const names = Array.from({ length: 16 }, (_, number) => `claim ${number}`);
      const made = await Promise.all(names.map((name) => storage.create('run.json', [name])));
      const winners = names.filter((_, number) => made[number]);
      expect(winners).toHaveLength(1);
      expect(await read(storage, 'run.json')).toBe(winners[0]);
    });

    test('is left as it is when it is there', async () => {
      const storage = await make();
      await storage.write('run.json', ['ours']);
      expect(await storage.create('run.json', ['theirs'])).toBe(false);
      expect(await read(storage, 'run.json')).toBe('ours');
    });
  });

  test('it is empty until something is written', async () => {
    const storage = await make();
    expect(await storage.isEmpty()).toBe(true);
    await storage.write('.parts/a', ['a']);
    expect(await storage.isEmpty()).toBe(false);
  });

  test('a folder is removed with all that is in it, and nothing beside it', async () => {
    const storage = await make();
    for (const path of ['.parts/a', '.parts/b/c', '.parts-of-mine/d', 'e']) await storage.write(path, [path]);
    await storage.removeFolder('.parts');
    await storage.removeFolder('.parts');
    const sizes = await Promise.all(
      ['.parts/a', '.parts/b/c', '.parts-of-mine/d', 'e'].map((path) => storage.size(path)),
    );
    expect(sizes).toEqual([undefined, undefined, 16, 1]);
  });

  test('what it holds is listed with size and time, all of it or one folder, and removed one by one', async () => {
    const storage = await make();
    const pathsIn = async (folder: string) => {
      const paths: string[] = [];
      for await (const { path } of storage.list(folder)) paths.push(path);
      return paths.sort();
    };
    expect(await pathsIn('')).toEqual([]);
    for (const path of ['a/b/one', 'a/two', 'a-b/three', 'four']) await storage.write(path, [path]);
    expect(await pathsIn('')).toEqual(['a-b/three', 'a/b/one', 'a/two', 'four']);
    expect(await pathsIn('a')).toEqual(['a/b/one', 'a/two']);
    for await (const { path, bytes, modifiedAt } of storage.list('')) {
      expect(bytes).toBe(path.length);
      expect(Math.abs(Date.now() - modifiedAt)).toBeLessThan(60_000);
    }
    await storage.remove('a/two');
    await storage.remove('a/two');
    expect(await pathsIn('')).toEqual(['a-b/three', 'a/b/one', 'four']);
  });

  test('a staged file gets its place, and the staging folder goes with what is left in it', async () => {
    const storage = await make();
    const staging = await storage.stage(async (folder) => {
      await writeFile(join(folder, 'one'), 'rows');
      await writeFile(join(folder, 'two'), 'left over');
      await storage.adopt(join(folder, 'one'), 'default/train-00000-of-00001.jsonl');
      return folder;
    });
    expect(await read(storage, 'default/train-00000-of-00001.jsonl')).toBe('rows');
    await expect(readdir(staging)).rejects.toMatchObject({ code: 'ENOENT' });
  });
}
