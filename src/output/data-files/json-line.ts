import type { ColumnType, ColumnTypes } from '../../preference/column-types.ts';

/**
 * A row as its JSON line: every column, in the order of the types, at every depth. A fraction has its point also where
 * it is whole (`4.0`): a reader that guesses types from a part of the rows must not take the column for whole numbers.
 */
export function jsonLine(row: object, types: ColumnTypes): string {
  return `${jsonObject(row, types)}\n`;
}

function jsonObject(row: object, types: ColumnTypes): string {
  const values = row as Record<string, unknown>;
  const fields = Object.entries(types).map(
    ([name, type]) => `${JSON.stringify(name)}:${jsonValue(values[name] ?? null, type)}`,
  );
  return `{${fields.join(',')}}`;
}

function jsonValue(value: unknown, type: ColumnType): string {
  if (value === null) return 'null';
  if (type === 'float64' && Number.isInteger(value)) return `${value as number}.0`;
  if (typeof type === 'string') return JSON.stringify(value);
  if ('struct' in type) return jsonObject(value as object, type.struct);
  return `[${(value as unknown[]).map((item) => jsonValue(item, type.list)).join(',')}]`;
}
