import { limits } from './limits.ts';
import { jsonBytes } from './text-size.ts';

/** Cuts rows, in their order, into parts whose JSON stays below what one `writeShard` call may carry. */
export function splitBySize<Row>(rows: readonly Row[], mostBytes: number = limits.writtenBytes): Row[][] {
  const parts: Row[][] = [];
  let bytesInLast = 0;
  for (const row of rows) {
    const bytes = jsonBytes(row);
    const last = parts.at(-1);
    if (last && bytesInLast + bytes <= mostBytes) {
      last.push(row);
      bytesInLast += bytes;
    } else {
      parts.push([row]);
      bytesInLast = bytes;
    }
  }
  return parts;
}
