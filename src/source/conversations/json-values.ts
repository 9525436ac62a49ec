/** A value of a row, as JSON or Parquet gave it. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** What JSON text holds; undefined for other text. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Whether a text can only be meant as a JSON list or object. */
export function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

/**
 * A value as JSON text. Keys that are null are left out: a column of Parquet has every key of any of its rows, and the
 * ones that a row does not have are null. Whole numbers of 64 bits are written as numbers.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(withoutNulls(value ?? {}));
}

export function withoutNulls(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, held]) => held !== null && held !== undefined)
      .map(([key, held]) => [key, withoutNulls(held)]),
  );
}

/** The first of some columns in which a row holds anything. */
export function firstHeld(row: Fields, columns: readonly string[]): string | undefined {
  return columns.find((column) => row[column] !== null && row[column] !== undefined && row[column] !== '');
}
