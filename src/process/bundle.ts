import { bundleWorkflows } from './workflow-bundle.ts';

await bundleWorkflows();
