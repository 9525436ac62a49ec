export interface TrialRow {
  trial: string;
  paid: number;
  aborted: number;
  bound: string;
  accounted: string;
  dropped: string;
  sameBytes: string;
  seconds: number;
  notes: string;
  problems: readonly string[];
}

const headings = [
  'trial',
  'paid',
  'aborted',
  'bound',
  'rows',
  'dropped',
  'same bytes',
  'seconds',
  'verdict',
  'notes',
];

/** A Markdown table, aligned for a terminal too. */
export function trialTable(rows: readonly TrialRow[]): string {
  const cells = [headings, ...rows.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(head), rule, ...body.map(line)].join('\n');
}

function cellsOf(row: TrialRow): string[] {
  return [
    row.trial,
    String(row.paid),
    String(row.aborted),
    row.bound,
    row.accounted,
    row.dropped,
    row.sameBytes,
    row.seconds.toFixed(1),
    row.problems.length === 0 ? 'pass' : `FAIL: ${row.problems.join('; ')}`,
    row.notes,
  ];
}
