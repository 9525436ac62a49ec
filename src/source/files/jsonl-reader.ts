import { limits } from '../../contract/limits.ts';
import { readLines, type Line } from './jsonl-lines.ts';
import { parseJsonLine } from './parse-json-line.ts';
import { firstPlace, type ReadRow, type RowPlace, type RowReader, type SourceRow } from '../row-reader.ts';

/** Reads a JSON Lines file by byte ranges. */
export function jsonlReader(path: string, unit: RowReader['unit'] = 'line'): RowReader {
  const lines = ({ start, number }: RowPlace, end?: number) =>
    readLines(path, {
      byteStart: start,
      ...(end === undefined ? {} : { byteEnd: end }),
      firstLine: number,
      mostBytes: limits.rowBytes,
    });
  return {
    unit,
    bytesPerStep: 1,
    async *rows(from, end) {
      for await (const line of lines(from, end)) yield rowOf(line);
    },
    async pass(rows) {
      let passed = 0;
      for await (const { byteStart, number } of lines(firstPlace)) {
        if (passed === rows) return { place: { start: byteStart, number } };
        passed += 1;
      }
      return { rows: passed };
    },
  };
}

function rowOf({ number, byteStart, byteEnd, bytes }: Line): SourceRow {
  let parsed: ReadRow | undefined;
  return {
    number,
    start: byteStart,
    end: byteEnd,
    bytes: () => bytes?.length ?? 0,
    read: () => (parsed ??= bytes ? parseJsonLine(bytes) : { tooLarge: byteEnd - byteStart }),
  };
}
