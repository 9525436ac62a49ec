import { once } from 'node:events';
import { connect } from 'node:net';

/** Whether something accepts TCP connections there right now. */
export async function acceptsConnections(ip: string, port: number): Promise<boolean> {
  const socket = connect({ host: ip, port });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
