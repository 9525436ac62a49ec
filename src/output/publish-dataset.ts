import type { PublishDatasetInput } from '../contract/activities.ts';
import { costOfUsage, knownUsd, priceUsage } from '../contract/cost.ts';
import { finalFailure } from '../contract/failures.ts';
import { lossyModels } from '../contract/lossy-models.ts';
import type { RunSummary } from '../contract/run.ts';
import { fileSizes, type FileSizes } from './data-files/file-sizes.ts';
import { manifestName, partsFolderName } from '../dataset/folder.ts';
import type { EarlierDataset } from '../dataset/earlier-dataset.ts';
import { joinedRows } from './joined-rows.ts';
import { joinedTally } from './joined-tally.ts';
import { publishCard } from './publish-card.ts';
import { publishFiles, type PublishedConfig } from './publish-files.ts';
import { publishReport } from './publish-report.ts';
import { findFinishedManifest, manifestOf } from './run-manifest.ts';
import type { Storage } from '../storage/storage.ts';

export interface PublishingOptions {
  sizes?: FileSizes;
  /** The dataset that the run adds to. */
  earlier?: EarlierDataset | undefined;
}

/**
 * Turns a run's parts into its dataset. The manifest is written last and says `complete`, or `partial` for a run that
 * was stopped; the parts go only after it, so an attempt that finds it published has nothing left to do.
 */
export async function publishDataset(
  storage: Storage,
  own: PublishDatasetInput,
  { sizes = fileSizes, earlier }: PublishingOptions = {},
): Promise<RunSummary> {
  const rowsOf = joinedRows(storage, own, earlier);
  const finished = await findFinishedManifest(storage, own.run);
  const request = earlier && !finished ? { ...own, tally: await joinedTally(own.tally, rowsOf) } : own;
  const { input, tally, prices, partial } = request;
  const { unpriced, estimated, ...cost } = costOfUsage(tally.usage, prices);
  const usage = priceUsage(tally.usage, prices);
  const { rows, pairs, dropped } = finished?.counts ?? tally;
  const summary: RunSummary = {
    output: input.output.path,
    rows,
    pairs,
    dropped,
    usage,
    costUsd: knownUsd({ ...cost, unpriced }),
    unpriced,
    estimated,
    lossyModels: lossyModels(tally),
    ...(partial ? { partial: partial.message } : {}),
  };
  if (!finished) {
    const configs = await publishFiles(storage, request, rowsOf, sizes);
    expectEveryRow(configs, request);
    const quality = await publishReport(storage, request, rowsOf);
    await publishCard(storage, request, configs, quality);
    const manifest = manifestOf(request, summary, configs, quality);
    await storage.write(manifestName, [`${JSON.stringify(manifest, null, 2)}\n`]);
  }
  await storage.removeFolder(partsFolderName);
  return summary;
}

/** A row gives a pair or stands in `dropped`; one that may give two counts by its pairs. */
function expectEveryRow(
  configs: readonly PublishedConfig[],
  { input, tally }: Pick<PublishDatasetInput, 'input' | 'tally'>,
): void {
  const { path } = input.output;
  const rows =
    input.pairing.signal === 'both' || input.pairing.rejected === 'all'
      ? Object.values(tally.dropped).reduce((sum, each) => sum + each, tally.pairs)
      : tally.rows;
  const found = configs
    .filter(({ config }) => config === 'trl' || config === 'dropped')
    .reduce((sum, config) => sum + config.rows, 0);
  if (found === rows) return;
  throw finalFailure({
    type: 'Dataset.WriteFailed',
    message:
      `the parts under "${path}" hold ${found} rows and the run finished ${rows}: something else wrote there; ` +
      'the dataset is not marked as complete, and the parts are left as they are',
  });
}
