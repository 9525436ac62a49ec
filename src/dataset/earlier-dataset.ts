import type { ConfigName, ConfigRow } from '../preference/config-features.ts';
import type { FinishedManifest } from './manifest.schema.ts';
import type { PublishedFolder } from './published-folder.ts';
import { publishedRows, type ListedDataFile } from './published-rows.ts';
import { placeOfRow } from './row-place.ts';
import { rowsInOrder } from './rows-in-order.ts';

/** A finished dataset whose rows another run adds to. */
export interface EarlierDataset {
  folder: Pick<PublishedFolder, 'size' | 'read'>;
  manifest: FinishedManifest;
}

export interface EarlierRow<Config extends ConfigName> {
  row: ConfigRow[Config];
  isTest: boolean;
}

const isTestFile = ({ path }: ListedDataFile): boolean => /(?:^|\/)test-\d+-of-\d+\.\w+$/.test(path);

/** Its rows of a config in the order of the source, whichever split they are in. */
export function earlierRows<Config extends ConfigName>(
  { folder, manifest }: EarlierDataset,
  config: Config,
): AsyncGenerator<EarlierRow<Config>> {
  const split = async function* (isTest: boolean): AsyncGenerator<EarlierRow<Config>> {
    const files = manifest.files.filter((file) => isTestFile(file) === isTest);
    for await (const { row } of publishedRows(folder, { files }, config)) {
      yield { row: row as ConfigRow[Config], isTest };
    }
  };
  return rowsInOrder(split(false), split(true), ({ row }) => placeOfRow(row));
}

/** The rows of the source that it dropped, in their order. */
export async function* droppedSourceRows(earlier: EarlierDataset): AsyncGenerator<number> {
  for await (const { row } of earlierRows(earlier, 'dropped')) yield placeOfRow(row).row;
}
