import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

const loopback = '127.0.0.1';

/** A TCP port nothing listens on at the moment. Another process may take it before it is used. */
export async function findFreePort(ip: string = loopback): Promise<number> {
  return listenOnce(0, ip);
}

/** Whether this process could listen on a TCP port. Rejects if the address isn't one of this machine's. */
export async function isPortFree(port: number, ip: string = loopback): Promise<boolean> {
  try {
    await listenOnce(port, ip);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' || code === 'EACCES') return false;
    throw error;
  }
}

async function listenOnce(port: number, ip: string): Promise<number> {
  const server = createServer();
  server.listen({ port, host: ip, exclusive: true });
  await once(server, 'listening');
  const { port: listened } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return listened;
}
