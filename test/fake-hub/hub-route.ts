import type { IncomingHttpHeaders } from 'node:http';
import type { FakeRepository } from './fake-repository.ts';

export interface HubRequest {
  repository: FakeRepository;
  /** The named groups of the route's path, as they came. */
  parameters: Record<string, string>;
  search: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export type HubReply = { status: number; headers?: Record<string, string> } & (
  { json: unknown } | { text: string } | { content: Buffer }
);

/** One thing the Hub answers. The group `name` of its path is the repository. */
export interface HubRoute {
  method: string;
  path: RegExp;
  reply: (request: HubRequest) => HubReply | Promise<HubReply>;
}
