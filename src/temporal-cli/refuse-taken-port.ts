import { isPortFree } from './free-port.ts';

/** Throws, for the reader who chose the port, if something listens there. `user` is what it was meant for. */
export async function refuseTakenPort(ip: string, port: number, user: string): Promise<void> {
  if (await isPortFree(port, ip)) return;
  throw new Error(
    `Port ${port} on ${ip}, meant for ${user}, is taken: ` +
      'stop what listens there (another Temporal server?) or choose another port.',
  );
}
