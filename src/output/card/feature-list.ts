import type { ColumnType, ColumnTypes } from '../../preference/column-types.ts';
import type { Yaml } from './yaml.ts';

/** Columns as `dataset_info` lists them, in the short form in which `datasets` itself writes them. */
export function featureList(types: ColumnTypes): Yaml[] {
  return Object.entries(types).map(([name, type]) => ({ name, ...featureOf(type) }));
}

function featureOf(type: ColumnType): Record<string, Yaml> {
  if (typeof type === 'string') return { dtype: type };
  return 'struct' in type ? { struct: featureList(type.struct) } : { list: itemOf(type.list) };
}

function itemOf(type: ColumnType): Yaml {
  if (typeof type === 'string') return type;
  return 'struct' in type ? featureList(type.struct) : featureOf(type);
}
