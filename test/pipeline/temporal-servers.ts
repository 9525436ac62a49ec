import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { promisify } from 'node:util';

export interface OtherServer {
  address: string;
  close: () => Promise<void>;
}

/** A gRPC server that answers every call with one status, as Temporal's do to a client that they refuse. */
export async function refusingServer(status: number, message: string): Promise<OtherServer> {
  const server = createHttp2Server();
  const sessions = new Set<{ destroy: () => void }>();
  server.on('session', (session) => sessions.add(session));
  server.on('stream', (stream) => {
    stream.respond(
      {
        ':status': 200,
        'content-type': 'application/grpc',
        'grpc-status': String(status),
        'grpc-message': message,
      },
      { endStream: true },
    );
  });
  return await listening(server, () => {
    for (const session of sessions) session.destroy();
  });
}

/** Speaks TLS, with a certificate made for it, and nothing over it. */
export async function tlsServer(folder: string): Promise<OtherServer> {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  await promisify(execFile)('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
    ...['-keyout', key, '-out', certificate, '-days', '1', '-subj', '/CN=localhost'],
  ]);
  const server = createTlsServer({
    key: await readFile(key),
    cert: await readFile(certificate),
    ALPNProtocols: ['h2'],
  });
  server.on('tlsClientError', () => undefined);
  return await listening(server, () => undefined);
}

async function listening(server: Server, end: () => void): Promise<OtherServer> {
  const sockets = new Set<{ destroy: () => void }>();
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      end();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
