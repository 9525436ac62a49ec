import type { ColumnType, ColumnTypes } from '../../preference/column-types.ts';

/**
 * What a row takes in memory once it is loaded, which a dataset card calls `num_bytes`: the bytes of texts and numbers,
 * and an offset of four bytes for each text and list.
 */
export function arrowBytes(row: object, types: ColumnTypes): number {
  const values = row as Record<string, unknown>;
  return Object.entries(types).reduce((sum, [name, type]) => sum + bytesOf(values[name], type), 0);
}

const offsetBytes = 4;

function bytesOf(value: unknown, type: ColumnType): number {
  if (type === 'int64' || type === 'float64') return 8;
  if (type === 'bool') return 1 / 8;
  if (type === 'string' || type === 'image')
    return offsetBytes + (typeof value === 'string' ? Buffer.byteLength(value) : 0);
  if ('struct' in type) return arrowBytes(value ?? {}, type.struct);
  const items = (value ?? []) as unknown[];
  return items.reduce<number>((sum, item) => sum + bytesOf(item, type.list), offsetBytes);
}
