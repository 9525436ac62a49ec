import stringWidth from 'string-width';

export const betweenColumns = 2;

/** Lines of cells, each column as wide as its widest cell; `right` names the columns that end together. */
export function alignColumns(rows: readonly (readonly string[])[], right: ReadonlySet<number>): string[] {
  const widths = columnWidths(rows);
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const padding = ' '.repeat((widths[column] ?? 0) - stringWidth(cell));
        return right.has(column) ? padding + cell : cell + padding;
      })
      .join(' '.repeat(betweenColumns))
      .trimEnd(),
  );
}

export function columnWidths(rows: readonly (readonly string[])[]): number[] {
  return rows.reduce<number[]>(
    (widths, row) =>
      Array.from({ length: Math.max(widths.length, row.length) }, (_, column) =>
        Math.max(widths[column] ?? 0, stringWidth(row[column] ?? '')),
      ),
    [],
  );
}
