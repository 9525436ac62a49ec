import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { findFreePort, isPortFree } from '../../src/temporal-cli/free-port.ts';

test('an address of another machine is an error, not a taken port', async () => {
  await expect(isPortFree(7233, '192.0.2.1')).rejects.toThrow('EADDRNOTAVAIL');
});

test('a port that is listened on is not free', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  expect(await isPortFree((server.address() as AddressInfo).port)).toBe(false);
});

test('a port that was found free is free', async () => {
  expect(await isPortFree(await findFreePort())).toBe(true);
});
