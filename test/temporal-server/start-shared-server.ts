import { homedir } from 'node:os';
import type { TestProject } from 'vitest/node';
import { cacheDirectoryOf } from '../../src/temporal-cli/cache-directory.ts';
import { startDevServer } from '../../src/temporal-cli/dev-server.ts';
import { findTemporalCli } from '../../src/temporal-cli/find-temporal-cli.ts';
import { findFreePort } from '../../src/temporal-cli/free-port.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the dev server that all tests of one run share. */
    temporalAddress: string;
    /** Path of the Temporal CLI. */
    temporalCli: string;
  }
}

/** One real Temporal server for a whole test run, in memory. */
export default async function startSharedServer(project: TestProject): Promise<() => Promise<void>> {
  const { platform, arch } = process;
  const executable = await findTemporalCli({
    path: process.env['PATH'],
    cacheDirectory: cacheDirectoryOf({
      platform,
      homeDirectory: homedir(),
      xdgCacheHome: process.env['XDG_CACHE_HOME'],
    }),
    platform,
    architecture: arch,
    say: (line) => process.stdout.write(`${line}\n`),
  });
  const server = await startDevServer({ executable, port: await findFreePort() });
  project.provide('temporalAddress', server.address);
  project.provide('temporalCli', executable);
  return () => server.stop();
}
