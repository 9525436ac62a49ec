import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { download } from '../../src/temporal-cli/download.ts';
import { archiveServer } from './archive-server.ts';
import { temporaryFolder } from './fake-release.ts';

const patience = { answerMilliseconds: 200, totalMilliseconds: 400 };

test('a server that does not answer is given up after the time for an answer', async () => {
  const address = await archiveServer(() => undefined);
  const file = join(await temporaryFolder(), 'file');
  await expect(download(new URL(address), file, patience)).rejects.toThrow('no answer after 0.2 s');
});

test('a server that answers and then stalls is given up after the time for the whole', async () => {
  const address = await archiveServer((_request, response) => response.write('the beginning'));
  const file = join(await temporaryFolder(), 'file');
  await expect(download(new URL(address), file, patience)).rejects.toThrow('not complete after 0.4 s');
});

test('a connection that breaks off is a failure', async () => {
  const address = await archiveServer((_request, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('the beginning', () => response.destroy());
  });
  const file = join(await temporaryFolder(), 'file');
  await expect(download(new URL(address), file, patience)).rejects.toThrow();
});

test('redirects are followed and the bytes are saved', async () => {
  const address = await archiveServer((request, response) => {
    if (request.url === '/') response.writeHead(302, { location: '/elsewhere' }).end();
    else response.end('the bytes');
  });
  const file = join(await temporaryFolder(), 'file');
  await download(new URL(address), file, patience);
  expect(await readFile(file, 'utf8')).toBe('the bytes');
});
