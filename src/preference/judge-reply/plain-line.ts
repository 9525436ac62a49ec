/** Without the marks of Markdown around its words. */
export function plain(line: string): string {
  return line.replace(/\*\*|__|`/g, '').trim();
}
