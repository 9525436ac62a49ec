import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import type { Storage } from '../../../../src/storage/storage.ts';
import { hubCall } from '../../../../src/output/push/hub/hub-push-call.ts';
import { StoredBlob } from '../../../../src/output/push/stored-blob.ts';

const megabyte = 1_000_000;

test('an upload is read only as fast as it is taken: no file is held in memory', async () => {
  let received = 0;
  const server = createServer((incoming, response) => {
    incoming.on('data', (chunk: Buffer) => (received += chunk.length));
    incoming.on('end', () => response.end());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());

  let read = 0;
  let mostHeld = 0;
  const storage: Pick<Storage, 'read'> = {
    async *read() {
      for (; read < 60 * megabyte; read += megabyte) {
        mostHeld = Math.max(mostHeld, read - received);
        await Promise.resolve();
        yield Buffer.alloc(megabyte);
      }
    },
  };
  const blob = new StoredBlob(storage as Storage, 'a', { start: 0, end: 60 * megabyte });
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const call = hubCall({ endpoint, token: undefined }, new AbortController().signal);
  await call.fetch(`${endpoint}/large-files/a`, { method: 'PUT', body: blob });
  expect(received).toBe(60 * megabyte);
  expect(mostHeld).toBeLessThan(20 * megabyte);
});
