import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublishDatasetInput } from '../contract/activities.ts';
import { costOfUsage, priceUsage } from '../contract/cost.ts';
import { finalFailure } from '../contract/failures.ts';
import type { RunSummary } from '../contract/run.ts';
import { fileSizes, type FileSizes } from './data-files/file-sizes.ts';
import { manifestName } from './output-folder.ts';
import { partsFolderName } from './part-files.ts';
import { publishCard } from './publish-card.ts';
import { publishFiles, type PublishedConfig } from './publish-files.ts';
import { publishReport } from './publish-report.ts';
import { findFinishedManifest, manifestOf } from './run-manifest.ts';
import { writeWholeFile } from './write-file.ts';

/**
 * Turns a run's parts into its dataset. The manifest is written last and says `complete`, or `partial` for a run that
 * was stopped; the parts go only after it, so an attempt that finds it published has nothing left to do.
 */
export async function publishDataset(
  folder: string,
  request: PublishDatasetInput,
  sizes: FileSizes = fileSizes,
): Promise<RunSummary> {
  const { input, tally, prices } = request;
  const { usd, unpriced } = costOfUsage(tally.usage, prices);
  const usage = priceUsage(tally.usage, prices);
  const summary = { output: input.output.path, ...tally, usage, costUsd: usd, unpriced };
  if (!(await findFinishedManifest(folder, request.run))) {
    const configs = await publishFiles(folder, request, sizes);
    expectEveryRow(configs, tally.rows, input.output.path);
    const quality = await publishReport(folder, request);
    await publishCard(folder, request, configs, quality);
    const manifest = manifestOf(request, configs, quality);
    await writeWholeFile(join(folder, manifestName), [`${JSON.stringify(manifest, null, 2)}\n`]);
  }
  await rm(join(folder, partsFolderName), { recursive: true, force: true });
  return summary;
}

function expectEveryRow(configs: readonly PublishedConfig[], rows: number, path: string): void {
  const found = configs
    .filter(({ config }) => config === 'default' || config === 'dropped')
    .reduce((sum, config) => sum + config.rows, 0);
  if (found === rows) return;
  throw finalFailure({
    type: 'Dataset.WriteFailed',
    message:
      `the parts under "${path}" hold ${found} rows and the run finished ${rows}: something else wrote there; ` +
      'the dataset is not marked as complete, and the parts are left as they are',
  });
}
