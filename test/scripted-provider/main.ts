import { parseArgs } from 'node:util';
import { parseFaultRates } from './faults.ts';
import { startScriptedProvider } from './start-scripted-provider.ts';

/**
 * The scripted provider as a process of its own. Prints `{"baseUrl": …}` once it listens. `GET /__ledger` tells what
 * it saw, `POST /__down?seconds=60` makes it answer 503 for so long.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    latency: { type: 'string', default: '0' },
    faults: { type: 'string', default: '{}' },
    seed: { type: 'string', default: '0' },
    'max-in-flight': { type: 'string', default: 'Infinity' },
  },
});

const provider = await startScriptedProvider({
  port: Number(values.port),
  latencyMilliseconds: Number(values.latency),
  faults: parseFaultRates(values.faults),
  seed: Number(values.seed),
  maxInFlight: Number(values['max-in-flight']),
});
process.stdout.write(`${JSON.stringify({ baseUrl: provider.baseUrl })}\n`);
