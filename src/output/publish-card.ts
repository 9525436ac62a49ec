import type { PublishDatasetInput } from '../contract/activities.ts';
import { lossyModels } from '../contract/lossy-models.ts';
import { datasetCard } from './card/dataset-card.ts';
import type { DescribedDataset } from './card/described-dataset.ts';
import { jsonlCard } from './card/jsonl-card.ts';
import { cardName } from '../dataset/folder.ts';
import { jsonlFolderName } from '../dataset/format-directories.ts';
import type { QualityNumbers } from './report/quality-tally.ts';
import type { PublishedConfig } from './publish-files.ts';
import { usesSimulatedModels } from '../contract/simulated-models.ts';
import type { Storage } from '../storage/storage.ts';

export async function publishCard(
  storage: Storage,
  { run, input, source, tally, partial }: PublishDatasetInput,
  configs: readonly PublishedConfig[],
  quality: QualityNumbers,
): Promise<void> {
  const dataset: DescribedDataset = {
    title: run.workflowId,
    source: 'hub' in source ? source.hub : source.path,
    license: input.output.license ?? source.license,
    input,
    simulated: usesSimulatedModels(input),
    partial: partial?.message ?? null,
    lossyModels: lossyModels(tally),
    configs,
    quality,
  };
  await storage.write(cardName, [datasetCard(dataset)]);
  if (input.output.formats.includes('jsonl')) {
    await storage.write(`${jsonlFolderName}/${cardName}`, [jsonlCard(dataset)]);
  }
}
