import { cardName } from '../../dataset/folder.ts';
import { jsonlFolderName } from '../../dataset/format-directories.ts';
import { loadingMetadata } from './card-metadata.ts';
import type { DescribedDataset } from './described-dataset.ts';
import { yaml } from './yaml.ts';

/** The README.md beside the JSON lines, by which they load with the same types as the dataset around them. */
export function jsonlCard(dataset: Pick<DescribedDataset, 'configs'>): string {
  const header = yaml(loadingMetadata(dataset, 'jsonl', `${jsonlFolderName}/`));
  return `---\n${header}---\n\nThe rows of the [dataset around this folder](../${cardName}) as JSON lines.\n`;
}
