export { preferenceDataset } from './preference-dataset.ts';
export { preferenceShard } from './preference-shard.ts';
export { publishEndedRun } from './publish-ended-run.ts';
