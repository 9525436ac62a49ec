import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { documentedKeys } from './documented-keys.ts';
import { jsonSchemas } from './json-schemas.ts';

/** `npm run build` writes what editors check input files and `providers.json` by. */
const repository = fileURLToPath(new URL('../..', import.meta.url));
const meaningsOf = async (page: string) =>
  documentedKeys(await readFile(join(repository, 'docs', page), 'utf8'));

const schemas = jsonSchemas({
  input: await meaningsOf('input.md'),
  providers: await meaningsOf('providers.md'),
});
const folder = join(repository, 'schemas');
await mkdir(folder, { recursive: true });
for (const [name, schema] of Object.entries(schemas)) {
  await writeFile(join(folder, name), `${JSON.stringify(schema, null, 2)}\n`);
}
