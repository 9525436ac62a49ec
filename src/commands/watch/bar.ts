/** A bar of `width` characters, full only where nothing is left. */
export function bar(done: number, total: number, width: number): string {
  const share = total > 0 ? Math.min(done / total, 1) : 0;
  const full = share === 1 ? width : Math.max(0, Math.min(Math.floor(share * width), width - 1));
  return '█'.repeat(full) + '░'.repeat(width - full);
}
