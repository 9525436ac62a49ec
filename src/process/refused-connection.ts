import { connect } from 'node:net';

/**
 * Rejects where nothing listens. The client library tries a refused connection again for ten seconds, and then says that
 * time is over, and not why. Whatever else there is to say of an address, it says itself.
 */
export async function failWhereRefused(address: string): Promise<void> {
  const [, host = '', port] = /^\[?([^\]/]+?)\]?:(\d+)$/.exec(address) ?? [];
  if (port === undefined) return;
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ host, port: Number(port), timeout: 2_000 });
    const leave = () => {
      socket.destroy();
      resolve();
    };
    socket.once('connect', leave).once('timeout', leave);
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') reject(error);
      else resolve();
    });
  });
}
