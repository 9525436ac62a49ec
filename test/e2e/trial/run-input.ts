export const sourceName = 'conversations.jsonl';
export const outputPath = 'pairs';
export const providerName = 'scripted';

/** Four calls a row: three generators, the original beside them, and a judge. */
export function runInput(
  limits: { rowsInFlight: number; maxFailedRowShare?: number },
  output?: Record<string, unknown>,
) {
  return {
    source: { path: sourceName },
    generators: ['notus', 'beagle', 'hermes'].map((name) => ({
      model: `${providerName}/${name}`,
      name,
      temperature: 1,
    })),
    original: { name: 'preserved' },
    judges: [{ model: `${providerName}/judge`, name: 'judge' }],
    seed: 7,
    output: { path: outputPath, ...output },
    // The trials count calls.
    limits: { preflight: false, ...limits },
  };
}
