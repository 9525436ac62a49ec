/** What a reader of Markdown, or of a terminal, would obey: controls, invisible characters, changes of direction. */
const unseen = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;
/** Marks that begin something in a line of Markdown, and what makes a link of a bare address. */
const marks = /[\\`*_[\]<>|~&$@]|:(?=\/)|(?<=\bwww)\./gi;

/** Any text, from a model or a file, as one line of Markdown that shows it and does nothing else. */
export function plainMarkdown(text: string, mostCharacters = 300): string {
  const line = text.replace(unseen, ' ').replace(/\s+/g, ' ').trim();
  const shown = line.length > mostCharacters ? `${line.slice(0, mostCharacters - 1)}…` : line;
  return shown.replace(marks, (mark) => `\\${mark}`);
}

/** The Temporal UI puts no space between columns. */
const betweenColumns = '\u00a0\u00a0';

/** A Markdown table; its cells are Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(`${betweenColumns} | `)} |`;
  const rule = `| ${head.map(() => '---').join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
