import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { readMachineConfiguration, readTemporalConfiguration } from '../process/configuration.ts';
import { addressOf, type TemporalServer } from '../process/connection.ts';
import { cacheDirectoryOf } from '../temporal-cli/cache-directory.ts';
import { startDevServer, type DevServer } from '../temporal-cli/dev-server.ts';
import { findTemporalCli } from '../temporal-cli/find-temporal-cli.ts';
import { findFreePort, isPortFree } from '../temporal-cli/free-port.ts';
import type { Say } from './say.ts';

export interface OpenTemporal {
  server: TemporalServer;
  /** Where the Temporal UI is, if this process started it. */
  uiUrl: string | undefined;
  /** Ends what was started here, and nothing else. */
  close(): Promise<void>;
}

const usualPort = 7233;
const usualUiPort = 8233;

/**
 * The server that the environment or a profile names, or the one that already runs at the Temporal CLI's usual
 * address, or a dev server of our own with its database under `directory`.
 */
export async function openTemporal(directory: string, say: Say): Promise<OpenTemporal> {
  const configured = readTemporalConfiguration();
  if (configured.connectionOptions.address !== undefined) {
    say(`Temporal server: ${addressOf(configured)} (from the environment or a profile)`);
    return { server: configured, uiUrl: undefined, close: () => Promise.resolve() };
  }
  if (await answersAsTemporal(`127.0.0.1:${usualPort}`)) {
    say(`Temporal server: already running at localhost:${usualPort}`);
    return { server: configured, uiUrl: undefined, close: () => Promise.resolve() };
  }
  const devServer = await startLocalServer(directory, say);
  return {
    server: {
      ...configured,
      connectionOptions: { ...configured.connectionOptions, address: devServer.address },
    },
    uiUrl: devServer.uiUrl,
    close: () => devServer.stop(),
  };
}

async function startLocalServer(directory: string, say: Say): Promise<DevServer> {
  const { searchPath, homeDirectory, xdgCacheHome } = readMachineConfiguration();
  const executable = await findTemporalCli({
    path: searchPath,
    cacheDirectory: cacheDirectoryOf({ platform: process.platform, homeDirectory, xdgCacheHome }),
    platform: process.platform,
    architecture: process.arch,
    say,
  });
  say('Starting a Temporal dev server …');
  const devServer = await startDevServer({
    executable,
    port: await usualOrFreePort(usualPort),
    uiPort: await usualOrFreePort(usualUiPort),
    databaseFile: join(directory, '.temporal', 'dev-server.db'),
  });
  say(`Temporal dev server: ${devServer.address}, its UI at ${devServer.uiUrl ?? 'no address'}`);
  return devServer;
}

async function usualOrFreePort(port: number): Promise<number> {
  return (await isPortFree(port)) ? port : await findFreePort();
}

async function answersAsTemporal(address: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: '1 second' });
    await connection.close();
    return true;
  } catch {
    return false; // Nobody there, or somebody else: a dev server is started instead.
  }
}
