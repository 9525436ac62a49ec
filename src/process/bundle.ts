import { access, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleInputs } from './bundle-inputs.ts';
import { noteCommit } from './note-commit.ts';
import { workflowBundlePath } from './workflow-bundle-path.ts';

/** `npm run build` bundles the workflows only if something that goes into the bundle has changed since. */
const repository = fileURLToPath(new URL('../..', import.meta.url));
await noteCommit(repository);
const inputs = await bundleInputs(repository);
const record = `${workflowBundlePath}.inputs`;

if (!(await isBundledFrom(inputs))) {
  // The bundler takes longer to load than all the rest.
  const { bundleWorkflows } = await import('./workflow-bundle.ts');
  await bundleWorkflows();
  await writeFile(record, inputs);
}

async function isBundledFrom(wanted: string): Promise<boolean> {
  try {
    await access(workflowBundlePath);
    return (await readFile(record, 'utf8')) === wanted;
  } catch {
    return false;
  }
}
