import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

/** The workflows as one file, made by `npm run build`, so that a worker starts in a second instead of five. */
export const workflowBundlePath = fileURLToPath(new URL('../../dist/workflow-bundle.cjs', import.meta.url));

/** Bundles the compiled workflows, as `npm run build` does. */
export async function bundleWorkflows(): Promise<void> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../../dist/workflows/index.js', import.meta.url)),
    logger: new DefaultLogger('WARN'),
  });
  await writeFile(workflowBundlePath, code);
}
