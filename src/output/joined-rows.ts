import type { ConfigName } from '../preference/config-features.ts';
import type { PublishDatasetInput } from '../contract/activities.ts';
import { earlierRows, type EarlierDataset } from '../dataset/earlier-dataset.ts';
import { comparePlaces, placeOfRow, type RowPlace } from '../dataset/row-place.ts';
import { rowsInOrder } from '../dataset/rows-in-order.ts';
import type { Storage } from '../storage/storage.ts';
import { readPartRows, type PartRow } from './part-files.ts';

/** The rows to publish of a config, in the order of the source, one at a time. */
export type RowsOf = <Config extends ConfigName>(config: Config) => AsyncIterable<PartRow<Config>>;

/**
 * A run's rows from its parts and, where it adds to an earlier dataset, that one's rows between them, but for those that
 * the run made anew. Nothing is held of either.
 */
export function joinedRows(
  storage: Storage,
  { partsByShard }: Pick<PublishDatasetInput, 'partsByShard'>,
  earlier: EarlierDataset | undefined,
): RowsOf {
  const partRows: RowsOf = (config) => readPartRows(storage, partsByShard, config);
  if (!earlier) return partRows;
  return async function* (config) {
    type Row = PartRow<typeof config>;
    const isNew = lookUp(madePlaces(partRows));
    const older = async function* (): AsyncGenerator<Row> {
      for await (const { row, isTest } of earlierRows(earlier, config)) {
        // An earlier row stays in its split: as if it stood at its end.
        if (!(await isNew(placeOfRow(row)))) yield { ...row, splitKey: isTest ? 0 : 1 };
      }
    };
    yield* rowsInOrder<Row>(older(), partRows(config), placeOfRow);
  };
}

/** Of every row: it has candidates, or was dropped, or both. */
export function madePlaces(rowsOf: RowsOf): AsyncGenerator<RowPlace> {
  return rowsInOrder<RowPlace>(placesOf(rowsOf('candidates')), placesOf(rowsOf('dropped')), (place) => place);
}

async function* placesOf(rows: AsyncIterable<{ row_id: string }>): AsyncGenerator<RowPlace> {
  for await (const row of rows) yield placeOfRow(row);
}

/** Whether a place is among others, both in order. */
function lookUp(places: AsyncIterator<RowPlace>): (place: RowPlace) => Promise<boolean> {
  let next: RowPlace | undefined = { row: -1, turn: -1 };
  return async (place) => {
    while (next && comparePlaces(next, place) < 0) {
      const found: IteratorResult<RowPlace, unknown> = await places.next();
      next = found.done === true ? undefined : found.value;
    }
    return next !== undefined && comparePlaces(next, place) === 0;
  };
}
