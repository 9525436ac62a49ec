import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json as readJson } from 'node:stream/consumers';
import { ZodError } from 'zod';
import { ArgillaDataset, type Named } from './argilla-dataset.ts';
import { datasetBody, fieldBody, metadataPropertyBody, questionBody, recordsBody } from './bodies.schema.ts';

export interface FakeArgillaOptions {
  workspaces?: string[];
  /** Looks at each request first; a status is answered instead. */
  meddle?: (request: string, index: number) => number | undefined;
}

export interface FakeArgilla {
  url: string;
  /** Method and path of each request, in the order received. */
  requests: readonly string[];
  datasets: readonly ArgillaDataset[];
  /** Records of each bulk request. */
  batches: readonly number[];
  close(): Promise<void>;
}

export const argillaKey = 'argilla.fakeKeyOfThePushTests';

interface Reply {
  status: number;
  json: unknown;
}

/** An Argilla server on loopback, as strict as the real one about what it takes. */
export async function startFakeArgilla(options: FakeArgillaOptions = {}): Promise<FakeArgilla> {
  const { workspaces: names = ['reviews'], meddle } = options;
  const workspaces = names.map((name): Named => ({ id: randomUUID(), name }));
  const requests: string[] = [];
  const datasets: ArgillaDataset[] = [];
  const batches: number[] = [];

  const ofDataset = (dataset: ArgillaDataset, asked: string, body: unknown): Reply => {
    switch (asked) {
      case 'GET fields':
        return ok({ items: dataset.fields });
      case 'GET questions':
        return ok({ items: dataset.questions });
      case 'GET metadata-properties':
        return ok({ items: dataset.metadataProperties });
      case 'POST fields':
        return add(dataset, dataset.fields, fieldBody.parse(body));
      case 'POST questions':
        return add(dataset, dataset.questions, questionBody.parse(body));
      case 'POST metadata-properties':
        return add(dataset, dataset.metadataProperties, metadataPropertyBody.parse(body));
      case 'PUT publish':
        return refusedOr(dataset.publish(), dataset.answer);
      case 'PUT records/bulk': {
        const { items } = recordsBody.parse(body);
        batches.push(items.length);
        return refusedOr(dataset.upsert(items), { items: [] });
      }
      default:
        return { status: 404, json: { detail: `The fake Argilla has no ${asked}` } };
    }
  };

  const replyTo = async (incoming: IncomingMessage): Promise<Reply> => {
    const { method = '', headers } = incoming;
    const { pathname, searchParams } = new URL(incoming.url ?? '', 'http://localhost');
    const path = pathname.replace(/^\/api\/v1\//, '').replace(/^me\//, '');
    const body: unknown =
      method === 'GET' || path.endsWith('/publish') ? undefined : await readJson(incoming);
    const index = requests.push(`${method} ${path}`) - 1;
    const status = meddle?.(`${method} ${path}`, index);
    if (status !== undefined) return { status, json: { detail: 'Meddled' } };
    if (headers['x-argilla-api-key'] !== argillaKey) {
      return {
        status: 401,
        json: { detail: { code: 'x', params: { detail: 'Could not validate credentials' } } },
      };
    }
    if (path === 'workspaces') return ok({ items: workspaces });
    if (path === 'datasets' && method === 'GET') {
      const found = datasets.filter(({ workspaceId }) => workspaceId === searchParams.get('workspace_id'));
      return ok({ items: found.map(({ answer }) => answer) });
    }
    if (path === 'datasets' && method === 'POST') {
      const { name, workspace_id, metadata } = datasetBody.parse(body);
      const dataset = new ArgillaDataset(name, workspace_id, metadata);
      datasets.push(dataset);
      return { status: 201, json: dataset.answer };
    }
    const [, id, rest = ''] = /^datasets\/([^/]+)\/(.+)$/.exec(path) ?? [];
    const dataset = datasets.find((each) => each.id === id);
    return dataset
      ? ofDataset(dataset, `${method} ${rest}`, body)
      : { status: 404, json: { detail: `Dataset with id \`${id}\` not found` } };
  };

  const server = createServer((incoming, response) => {
    replyTo(incoming).then(
      ({ status, json }) => send(response, status, json),
      (error: unknown) =>
        error instanceof ZodError
          ? send(response, 422, { detail: error.issues })
          : send(response, 599, { detail: String(error) }),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    datasets,
    batches,
    async close() {
      const closed = new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

function add<Item extends { name: string }>(
  { id, status }: ArgillaDataset,
  items: (Item & Named)[],
  item: Item,
): Reply {
  if (status === 'ready')
    return { status: 422, json: { detail: 'cannot be created for a published dataset' } };
  if (items.some(({ name }) => name === item.name)) {
    return { status: 409, json: { detail: `\`${item.name}\` already exists for dataset with id \`${id}\`` } };
  }
  const added = { ...item, id: randomUUID() };
  items.push(added);
  return { status: 201, json: added };
}

function ok(json: unknown): Reply {
  return { status: 200, json };
}

function refusedOr(problem: string | undefined, json: unknown): Reply {
  return problem === undefined ? ok(json) : { status: 422, json: { detail: problem } };
}

function send(response: ServerResponse, status: number, json: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
}
