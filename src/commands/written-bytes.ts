const units = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const;

/** `512 bytes`, `1.4 MB`: in powers of a thousand, as disks are sold. */
export function writtenBytes(bytes: number): string {
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1_000 ** power;
  return `${power === 0 ? value : Number(value.toPrecision(3))} ${units[power] ?? 'bytes'}`;
}
