import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { workflowBundlePath } from './workflow-bundle-path.ts';

/**
 * For each promise that a workflow makes, the SDK takes a stack trace and looks its frames up in the source map; with the
 * ten frames of Node's default that is most of what workflows cost. Enough of them remain to find the place of an error,
 * and of what the UI's call stack shows.
 */
const stackFrames = 4;

/** Bundles the compiled workflows, as `npm run build` does. */
export async function bundleWorkflows(): Promise<void> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../../dist/workflows/index.js', import.meta.url)),
    logger: new DefaultLogger('WARN'),
  });
  await writeFile(workflowBundlePath, `Error.stackTraceLimit = ${stackFrames};${code}`);
}
