import type { IncomingHttpHeaders } from 'node:http';
import type { FakeRepository, FakeRepositoryOptions } from './fake-repository.ts';

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

/** The Hub as a whole, for routes that are of no repository. */
export interface Repositories {
  find(name: string): FakeRepository | undefined;
  create(options: FakeRepositoryOptions): void;
}

export interface HubWideRequest extends Omit<HubRequest, 'repository'> {
  repositories: Repositories;
}

/** One thing the Hub answers that is of no repository, or of one not made yet. It looks at tokens itself. */
export interface HubWideRoute {
  method: string;
  path: RegExp;
  reply: (request: HubWideRequest) => HubReply | Promise<HubReply>;
}
