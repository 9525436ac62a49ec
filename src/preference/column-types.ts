import { configFeatures, toolConfigFeatures, type ConfigName } from './config-features.ts';
import type { Feature, Features } from './feature.ts';
import type { ratingType } from './rating-type.ts';

/** A feature with the run's settings filled in: what a file format is told. */
export type ColumnType =
  | 'string'
  | 'bool'
  | 'int64'
  | 'float64'
  | 'image'
  | { readonly list: ColumnType }
  | { readonly struct: ColumnTypes };

/** Columns, or the fields of a struct, in their order. */
export type ColumnTypes = Readonly<Record<string, ColumnType>>;

/**
 * The columns of a config, where `rating` is what the ratings of the run are, and whether any of its rows has tools.
 * `further` columns come from the settings of the run, and stand last.
 */
export function columnTypes(
  config: ConfigName,
  rating: ReturnType<typeof ratingType>,
  withTools = false,
  further: Features = {},
): ColumnTypes {
  return structTypes({ ...(withTools ? toolConfigFeatures : configFeatures)[config], ...further });

  function structTypes(features: Features): ColumnTypes {
    return Object.fromEntries(Object.entries(features).map(([name, feature]) => [name, typeOf(feature)]));
  }

  function typeOf(feature: Feature): ColumnType {
    if (feature === 'rating') return rating;
    if (typeof feature === 'string') return feature;
    if ('nullable' in feature) return typeOf(feature.nullable);
    return 'list' in feature ? { list: typeOf(feature.list) } : { struct: structTypes(feature.struct) };
  }
}
