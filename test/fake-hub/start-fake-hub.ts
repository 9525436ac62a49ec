import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer as readBody } from 'node:stream/consumers';
import { FakeRepository, type FakeRepositoryOptions } from './fake-repository.ts';
import type { HubReply, HubRoute, HubWideRoute, Repositories } from './hub-route.ts';
import { readRoutes } from './read-routes.ts';

export interface FakeHubOptions {
  datasets?: FakeRepositoryOptions[];
  /** The one token that opens what is private or gated. */
  token?: string;
  /** Beyond reading. */
  routes?: HubRoute[];
  wideRoutes?: HubWideRoute[];
  /** Looks at each request first; a reply is sent instead of the Hub's own, `hang-up` closes the connection. */
  meddle?: (request: SeenRequest) => HubReply | 'hang-up' | undefined;
}

export interface SeenRequest {
  method: string;
  /** Without its query. */
  path: string;
  token: string | undefined;
}

export interface FakeHub {
  /** What `HF_ENDPOINT` would be. */
  url: string;
  requests: readonly SeenRequest[];
  /** Requests for the content of a file, by its address. */
  readonly downloads: string[];
  repository(name: string): FakeRepository;
  close(): Promise<void>;
}

/** A Hub of the test suite's own on loopback: dataset repositories in memory, behind the addresses of the real one. */
export async function startFakeHub(options: FakeHubOptions = {}): Promise<FakeHub> {
  const { datasets = [], token, routes = [], wideRoutes = [], meddle } = options;
  const repositories = new Map(datasets.map((dataset) => [dataset.name, new FakeRepository(dataset)]));
  const hub: Repositories = {
    find: (name) => repositories.get(name),
    create: (dataset) => void repositories.set(dataset.name, new FakeRepository(dataset)),
  };
  const allRoutes = [...routes, ...readRoutes];
  const requests: SeenRequest[] = [];

  const replyTo = async (incoming: IncomingMessage): Promise<HubReply | 'hang-up'> => {
    const body = await readBody(incoming);
    const { method = '', headers } = incoming;
    const { pathname, searchParams } = new URL(incoming.url ?? '', 'http://localhost');
    const seen = { method, path: pathname, token: headers.authorization?.replace(/^Bearer /, '') };
    requests.push(seen);
    const meddled = meddle?.(seen);
    if (meddled) return meddled;
    for (const route of wideRoutes) {
      const parameters = route.method === method ? route.path.exec(pathname) : null;
      if (!parameters) continue;
      const asked = { parameters: parameters.groups ?? {}, search: searchParams, headers, body };
      return await route.reply({ ...asked, repositories: hub });
    }
    for (const route of allRoutes) {
      const parameters = route.method === method ? route.path.exec(pathname)?.groups : undefined;
      if (!parameters) continue;
      const repository = repositories.get(parameters['name'] ?? '');
      const refused = refusal(repository, seen, token);
      if (!repository || refused) return refused ?? unknownRepository(seen);
      return await route.reply({ repository, parameters, search: searchParams, headers, body });
    }
    return { status: 404, json: { error: `The fake Hub has no ${method} ${pathname}` } };
  };

  const server = createServer((incoming, response) => {
    replyTo(incoming).then(
      (reply) => (reply === 'hang-up' ? void incoming.socket.destroy() : send(response, reply)),
      // Status 599 stands for a fault of the fake itself, so that a test fails on it by name.
      (error: unknown) => send(response, { status: 599, text: String(error) }),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    get downloads() {
      return requests.map(({ path }) => path).filter((path) => path.includes('/resolve/'));
    },
    repository(name) {
      const repository = repositories.get(name);
      if (!repository) throw new Error(`The fake Hub has no dataset ${name}`);
      return repository;
    },
    async close() {
      const closed = new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

/** As the real Hub refuses: a private dataset looks like none, a gated one shows everything but its files. */
function refusal(
  repository: FakeRepository | undefined,
  seen: SeenRequest,
  token: string | undefined,
): HubReply | undefined {
  const known = seen.token !== undefined && seen.token === token;
  if (seen.token !== undefined && !known)
    return { status: 401, json: { error: 'Invalid username or password.' } };
  if (!repository || (repository.private && !known)) return unknownRepository(seen);
  if (repository.gated && !known && seen.path.includes('/resolve/')) {
    return {
      status: 401,
      headers: { 'x-error-code': 'GatedRepo' },
      text: `Access to dataset ${repository.name} is restricted. You must be authenticated to access it.`,
    };
  }
  return undefined;
}

function unknownRepository({ token }: SeenRequest): HubReply {
  const headers = { 'x-error-code': 'RepoNotFound' };
  return token === undefined
    ? { status: 401, headers, json: { error: 'Invalid username or password.' } }
    : { status: 404, headers, json: { error: 'Repository not found' } };
}

function send(response: ServerResponse, reply: HubReply): void {
  const [type, content] =
    'json' in reply
      ? ['application/json; charset=utf-8', JSON.stringify(reply.json)]
      : 'text' in reply
        ? ['text/plain; charset=utf-8', reply.text]
        : ['application/octet-stream', reply.content];
  response.writeHead(reply.status, { 'content-type': type, ...reply.headers }).end(content);
}
