const separatorRow = /^\s*\|?\s*:?-{2,}/;

/** A reply's lines with its Markdown tables of ratings written out, a line for each text, rating and rationale. */
export function withTablesWrittenOut(lines: readonly string[]): string[] {
  let columns: string[] | undefined;
  return lines.flatMap((line, place) => {
    if (!line.trim().startsWith('|')) {
      columns = undefined;
      return [line];
    }
    if (separatorRow.test(line)) return columns ? [] : [line];
    const cells = cellsOf(line);
    if (!columns && separatorRow.test(lines[place + 1] ?? '') && cells.some(isRating)) {
      columns = cells;
      return [];
    }
    return columns ? rowAsLines(columns, cells) : [line];
  });
}

function rowAsLines(columns: readonly string[], cells: readonly string[]): string[] {
  return columns.flatMap((column, place) => {
    const cell = cells[place] ?? '';
    if (place === 0) return [/^\d+$/.test(cell) ? `Text ${cell}` : cell];
    if (isRating(column)) return [`Rating: ${cell}`];
    return /^(?:rationale|reason|comment|justification)/i.test(column) ? [`Rationale: ${cell}`] : [];
  });
}

function isRating(column: string): boolean {
  return /^(?:rating|score)\b/i.test(column);
}

function cellsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.replace(/\*\*|`/g, '').trim());
}
