/**
 * As much of a thought as fits into so many bytes, measured by `bytesOf`, and a mark that says how much is left out. An
 * answer is never lost for the length of the thought before it.
 */
export function cutThought(thought: string, mostBytes: number, bytesOf: (text: string) => number): string {
  const bytes = bytesOf(thought);
  if (bytes <= mostBytes) return thought;
  const mark = (left: number) =>
    `\n\n[… ${left} more characters of this thought were left out for their size]`;
  const room = Math.max(0, mostBytes - bytesOf(mark(thought.length)));
  let kept = Math.floor((thought.length * room) / bytes);
  while (kept > 0 && bytesOf(thought.slice(0, kept)) > room) kept = Math.floor(kept * 0.9);
  const beginning = thought.slice(0, kept).replace(/[\uD800-\uDBFF]$/, '');
  return `${beginning}${mark(thought.length - beginning.length)}`;
}
