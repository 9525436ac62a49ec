import { createHash } from 'node:crypto';

/** A number in [0, 1) that depends on its keys alone. Not the application's own, so as not to share its faults. */
export function draw(...keys: unknown[]): number {
  return createHash('sha256').update(JSON.stringify(keys)).digest().readUIntBE(0, 6) / 2 ** 48;
}

/** An exponential spread around the mean, cut at four times the mean. */
export function drawLatency(meanMilliseconds: number, ...keys: unknown[]): number {
  return Math.min(4, -Math.log(1 - draw('latency', ...keys))) * meanMilliseconds;
}
