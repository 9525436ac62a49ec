/**
 * One direction of imports: a folder of `src` may import itself and what stands here. ARCHITECTURE.md draws it, ESLint
 * keeps it, and a test holds the three together with what is really imported.
 * @type {Record<string, string[]>}
 */
export const mayImport = {
  preference: [],
  contract: ['preference'],
  workflows: ['contract', 'preference'],
  http: [],
  'temporal-cli': [],
  storage: ['contract'],
  dataset: ['storage', 'contract', 'preference'],
  models: ['http', 'contract', 'preference'],
  answers: ['models', 'storage', 'preference'],
  tokens: ['storage', 'http', 'contract'],
  source: ['dataset', 'storage', 'http', 'contract', 'preference'],
  output: ['dataset', 'storage', 'http', 'contract', 'preference'],
  activities: [
    'source',
    'output',
    'tokens',
    'answers',
    'models',
    'dataset',
    'storage',
    'http',
    'contract',
    'preference',
  ],
  process: ['output', 'answers', 'models', 'temporal-cli', 'storage', 'http', 'contract'],
};

/** They wire, and may import whatever they wire; nothing imports them. */
export const wiring = { folders: ['commands'], files: ['worker.ts', 'cli.ts'] };

/** Compiled without Node's types, and bundled for the workflow sandbox. */
export const sandboxed = ['preference', 'contract', 'workflows'];
