import type { ColumnType } from '../../preference/column-types.ts';

/** A value as the Parquet writer takes it: whole numbers of 64 bits as a BigInt, the rest as it is. */
export function parquetValue(value: unknown, type: ColumnType): unknown {
  if (value === null || value === undefined) return null;
  if (type === 'int64') return BigInt(value as number);
  if (typeof type === 'string') return value;
  if ('list' in type) return (value as unknown[]).map((item) => parquetValue(item, type.list));
  const fields = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(type.struct).map(([name, field]) => [name, parquetValue(fields[name], field)]),
  );
}
