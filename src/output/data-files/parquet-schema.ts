import type { SchemaElement } from 'hyparquet';
import type { ColumnType, ColumnTypes } from '../../preference/column-types.ts';

/** The schema of a Parquet file, declared and not guessed: rows that are all null change nothing. */
export function parquetSchema(types: ColumnTypes): SchemaElement[] {
  return [{ name: 'root', num_children: Object.keys(types).length }, ...fieldElements(types)];
}

const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } } as const;

const leaves = {
  string: text,
  image: text,
  bool: { type: 'BOOLEAN' },
  int64: { type: 'INT64' },
  float64: { type: 'DOUBLE' },
} as const satisfies Record<string, Partial<SchemaElement>>;

/** Optional throughout, as Arrow writes its columns. Lists have the three levels of the Parquet specification. */
function elementsOf(name: string, type: ColumnType): SchemaElement[] {
  const element = { name, repetition_type: 'OPTIONAL' } as const;
  if (typeof type === 'string') return [{ ...element, ...leaves[type] }];
  if ('struct' in type) {
    return [{ ...element, num_children: Object.keys(type.struct).length }, ...fieldElements(type.struct)];
  }
  return [
    { ...element, num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    ...elementsOf('element', type.list),
  ];
}

function fieldElements(types: ColumnTypes): SchemaElement[] {
  return Object.entries(types).flatMap(([name, type]) => elementsOf(name, type));
}
