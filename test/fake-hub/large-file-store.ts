import { createHash } from 'node:crypto';
import type { HubReply, HubWideRoute } from './hub-route.ts';
import { multipartBody } from './push-bodies.schema.ts';

/** Beside the Hub, as the real one keeps it: objects by their SHA-256, put whole or in parts, to signed addresses. */
export class LargeFileStore {
  /** Each object or part that arrived whole, in that order. */
  readonly uploads: { oid: string; part: number | undefined; bytes: number }[] = [];
  /** Awaited before an upload is answered: a test stalls one here. */
  beforeStoring: (oid: string, part: number | undefined) => Promise<void> | void = () => undefined;
  readonly #objects = new Map<string, Buffer>();
  readonly #parts = new Map<string, Map<number, Buffer>>();
  readonly #partBytes: number;

  constructor(partBytes = Infinity) {
    this.#partBytes = partBytes;
  }

  object(oid: string): Buffer | undefined {
    return this.#objects.get(oid);
  }

  /** How the batch answer tells a client to upload an object. */
  uploadAction(origin: string, oid: string, size: number) {
    const at = `${origin}/large-files/${oid}`;
    if (size <= this.#partBytes) return { href: `${at}?signature=secret` };
    const count = Math.ceil(size / this.#partBytes);
    const parts = Array.from({ length: count }, (_, index): [string, string] => [
      String(index + 1).padStart(5, '0'),
      `${at}/${index + 1}?signature=secret`,
    ]);
    return {
      href: `${at}/complete?signature=secret`,
      header: { chunk_size: String(this.#partBytes), ...Object.fromEntries(parts) },
    };
  }

  readonly routes: HubWideRoute[] = [
    {
      method: 'PUT',
      path: /^\/large-files\/(?<oid>[0-9a-f]{64})$/,
      reply: async ({ parameters: { oid = '' }, body }) => {
        await this.beforeStoring(oid, undefined);
        this.uploads.push({ oid, part: undefined, bytes: body.length });
        return this.#store(oid, body);
      },
    },
    {
      method: 'PUT',
      path: /^\/large-files\/(?<oid>[0-9a-f]{64})\/(?<part>\d+)$/,
      reply: async ({ parameters: { oid = '', part = '' }, body }) => {
        await this.beforeStoring(oid, Number(part));
        this.uploads.push({ oid, part: Number(part), bytes: body.length });
        const parts = this.#parts.get(oid) ?? new Map<number, Buffer>();
        this.#parts.set(oid, parts.set(Number(part), body));
        return { status: 200, headers: { etag: `"${part}"` }, text: '' };
      },
    },
    {
      method: 'POST',
      path: /^\/large-files\/(?<oid>[0-9a-f]{64})\/complete$/,
      reply: ({ parameters: { oid = '' }, body }) => {
        const { parts } = multipartBody.parse(JSON.parse(body.toString('utf8')));
        const received = this.#parts.get(oid);
        const whole = parts.map(({ partNumber }) => received?.get(partNumber) ?? Buffer.alloc(0));
        return this.#store(oid, Buffer.concat(whole));
      },
    },
  ];

  #store(oid: string, content: Buffer): HubReply {
    if (createHash('sha256').update(content).digest('hex') !== oid) {
      return { status: 400, text: 'BadDigest' };
    }
    this.#objects.set(oid, content);
    return { status: 200, text: '' };
  }
}
