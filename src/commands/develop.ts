import { readConfiguration } from '../process/configuration.ts';
import { installRuntime } from '../process/runtime.ts';
import { openTemporal } from './open-temporal.ts';
import type { Say } from './say.ts';
import { workOn } from './work.ts';

/** `npm run dev`: a dev server with its UI and a database file, and a worker, until Ctrl-C. */
export async function develop(say: Say): Promise<void> {
  const configuration = readConfiguration();
  installRuntime(configuration);
  const temporal = await openTemporal(process.cwd(), say);
  try {
    await workOn(temporal.server, configuration, say);
  } finally {
    await temporal.close();
  }
}
