/**
 * For each item, how many like it stand before it: by what it says, whatever order its keys have. So samples that are
 * asked for alike are told apart, and keep their numbers when others come before them.
 */
export function timesBefore(items: readonly object[]): number[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const content = JSON.stringify(
      Object.entries(item).sort(([first], [second]) => (first < second ? -1 : 1)),
    );
    const times = seen.get(content) ?? 0;
    seen.set(content, times + 1);
    return times;
  });
}
