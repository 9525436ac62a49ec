/** As much of a thought as fits. An answer is never lost for the length of the thought before it. */
export function cutThought(thought: string, mostBytes: number, bytesOf: (text: string) => number): string {
  return cutText(thought, mostBytes, bytesOf, 'this thought');
}

/**
 * As much of a text as fits into so many bytes, measured by `bytesOf`, and a mark that says how much of what is left out. The
 * mark stands even where there is no room for more.
 */
export function cutText(
  text: string,
  mostBytes: number,
  bytesOf: (text: string) => number,
  what: string,
): string {
  const bytes = bytesOf(text);
  if (bytes <= mostBytes) return text;
  const mark = (left: number) => `\n\n[… ${left} more characters of ${what} were left out for their size]`;
  const room = Math.max(0, mostBytes - bytesOf(mark(text.length)));
  let kept = Math.floor((text.length * room) / bytes);
  while (kept > 0 && bytesOf(text.slice(0, kept)) > room) kept = Math.floor(kept * 0.9);
  const beginning = text.slice(0, kept).replace(/[\uD800-\uDBFF]$/, '');
  return `${beginning}${mark(text.length - beginning.length)}`;
}
