import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';

const http = { request: httpRequest, agent: new HttpAgent({ keepAlive: true }) };
const https = { request: httpsRequest, agent: new HttpsAgent({ keepAlive: true }) };

/** Statuses for which a `Response` takes no body. */
const bodiless = new Set([204, 205, 304]);

/**
 * `fetch` for one text request, bounded by its signal alone. Node's own gives up when no header came within 300
 * seconds, which a long answer that is not streamed exceeds, and offers no setting without a further package.
 * Redirects are not followed, so that a key goes to the configured address and to no other.
 */
export async function patientFetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const { method, headers, body, signal } = init;
  if (input instanceof Request || (body != null && typeof body !== 'string')) {
    throw new TypeError('patientFetch takes an address and a text body');
  }
  const url = new URL(input);
  const transport = url.protocol === 'https:' ? https : http;
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    transport
      .request(url, {
        agent: transport.agent,
        method: method ?? 'GET',
        headers: Object.fromEntries(new Headers(headers)),
        ...(signal ? { signal } : {}),
      })
      .on('response', resolve)
      .on('error', reject)
      .end(body ?? undefined);
  });
  return responseOf(message);
}

function responseOf(message: IncomingMessage): Response {
  const status = message.statusCode ?? 0;
  const headers = Object.entries(message.headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((each): [string, string] => [name, each]),
  );
  if (!bodiless.has(status)) {
    return new Response(Readable.toWeb(message) as ReadableStream, { status, headers });
  }
  message.resume();
  return new Response(null, { status, headers });
}
