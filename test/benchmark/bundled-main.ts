import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Node 20 runs no TypeScript, so a process of its own gets one bundled file. */
export async function bundledMain(name: string, folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL(`${name}.ts`, import.meta.url)),
      target: 'node20',
      outDir: join(folder, name),
      rollupOptions: { output: { entryFileNames: 'main.mjs' } },
    },
  });
  return join(folder, name, 'main.mjs');
}
