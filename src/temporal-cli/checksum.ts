import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** SHA-256 of a file's bytes in lower-case hexadecimal. Rejects as reading the file does. */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/** Throws unless the file's bytes are the expected ones. */
export async function refuseWrongChecksum(file: string, expectedSha256: string): Promise<void> {
  const sha256 = await sha256OfFile(file);
  if (sha256 === expectedSha256) return;
  throw new Error(
    `what came has the wrong checksum (SHA-256 ${sha256}, expected ${expectedSha256}); it was not run`,
  );
}
