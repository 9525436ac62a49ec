/** Bytes of entries of one size, as views of whole entries, however their chunks were cut on their way. */
export async function* wholeEntries(
  chunks: AsyncIterable<Buffer>,
  bytesPerEntry: number,
): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const whole = bytes.length - (bytes.length % bytesPerEntry);
    if (whole > 0) yield bytes.subarray(0, whole);
    rest = bytes.subarray(whole);
  }
}
