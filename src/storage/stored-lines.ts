const newline = 0x0a;

/** The lines of a stored file with their newlines, one at a time. */
export async function* storedLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  for await (const chunk of chunks) {
    let taken = 0;
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, taken)) {
      const end = chunk.subarray(taken, at + 1);
      yield held.length === 0 ? end : Buffer.concat([...held, end]);
      held = [];
      taken = at + 1;
    }
    if (taken < chunk.length) held.push(chunk.subarray(taken));
  }
  if (held.length > 0) yield Buffer.concat(held);
}
