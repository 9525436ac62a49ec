import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { failWhereRefused } from '../../src/process/refused-connection.ts';
import { findFreePort } from '../../src/temporal-cli/free-port.ts';

test('where nothing listens it is said at once', async () => {
  await expect(failWhereRefused(`127.0.0.1:${await findFreePort()}`)).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  });
});

test('where something listens there is nothing to say', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  await failWhereRefused(`127.0.0.1:${(server.address() as AddressInfo).port}`);
});

test.each(['not an address', '', 'temporal', 'no-such-host.invalid:7233'])(
  'what is wrong with "%s" is left to the client to say',
  async (address) => {
    await failWhereRefused(address);
  },
);
