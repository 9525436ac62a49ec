import { fileURLToPath } from 'node:url';

/** The workflows as one file, made by `npm run build`, so that a worker starts in a second instead of five. */
export const workflowBundlePath = fileURLToPath(new URL('../../dist/workflow-bundle.cjs', import.meta.url));
