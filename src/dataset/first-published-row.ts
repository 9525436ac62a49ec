import { text } from 'node:stream/consumers';
import { parquetReadObjects } from 'hyparquet';
import type { ConfigName } from '../preference/config-features.ts';
import type { Storage } from '../storage/storage.ts';
import { manifestName } from './folder.ts';
import { finishedManifestSchema } from './manifest.schema.ts';
import { asJson, openParquet, publishedRows } from './published-rows.ts';

/** The first row of a published config, as its file has it; undefined where it has none. */
export async function readFirstRow(storage: Storage, config: ConfigName): Promise<unknown> {
  const manifest = finishedManifestSchema.parse(JSON.parse(await text(storage.read(manifestName))));
  const file = manifest.files.find((published) => published.config === config && published.rows > 0);
  if (!file) return undefined;
  if (file.format === 'parquet') {
    const parquet = await openParquet(storage, file.path);
    const [row] = await parquetReadObjects({ file: parquet, rowStart: 0, rowEnd: 1 });
    return asJson(row);
  }
  for await (const { row } of publishedRows(storage, manifest, config)) return row;
  return undefined;
}
