import type { HubReply, HubRequest, HubRoute, HubWideRequest, HubWideRoute } from './hub-route.ts';
import type { LargeFileStore } from './large-file-store.ts';
import { commitLine, createRepositoryBody, lfsBatchBody, preuploadBody } from './push-bodies.schema.ts';

export interface PushRoutesOptions {
  token: string;
  role: 'read' | 'write';
  /** The user whose token it is; other names are not hers to push to. */
  user: string;
  store: LargeFileStore;
  onCommit: (commit: { repository: string; title: string; paths: string[] }) => void;
}

/** What `@huggingface/hub` asks to push a dataset. */
export function pushRoutes(options: PushRoutesOptions): { routes: HubRoute[]; wideRoutes: HubWideRoute[] } {
  const named = String.raw`(?<name>[^/]+\/[^/]+)`;
  return {
    wideRoutes: [
      { method: 'GET', path: /^\/api\/whoami-v2$/, reply: (request) => whoAmI(request, options) },
      {
        method: 'POST',
        path: /^\/api\/repos\/create$/,
        reply: (request) => createRepository(request, options),
      },
      ...options.store.routes,
    ],
    routes: [
      {
        method: 'POST',
        path: new RegExp(`^/api/datasets/${named}/preupload/main$`),
        reply: preupload,
      },
      {
        method: 'POST',
        path: /^\/datasets\/(?<name>[^/]+\/[^/]+)\.git\/info\/lfs\/objects\/batch$/,
        reply: (request) => forbidden(request, options) ?? lfsBatch(request, options),
      },
      {
        method: 'POST',
        path: new RegExp(`^/api/datasets/${named}/commit/main$`),
        reply: (request) => forbidden(request, options) ?? commit(request, options),
      },
    ],
  };
}

function whoAmI({ headers }: HubWideRequest, { token, role, user }: PushRoutesOptions): HubReply {
  if (headers.authorization !== `Bearer ${token}`) return unauthorized;
  const auth = { type: 'access_token', accessToken: { displayName: 'push', role } };
  return { status: 200, json: { type: 'user', name: user, orgs: [], auth } };
}

function createRepository(request: HubWideRequest, options: PushRoutesOptions): HubReply {
  if (request.headers.authorization !== `Bearer ${options.token}`) return unauthorized;
  const { organization, name, visibility } = createRepositoryBody.parse(bodyOf(request));
  const fullName = `${organization}/${name}`;
  if (organization !== options.user || options.role === 'read') return refusedTo(fullName);
  if (request.repositories.find(fullName)) {
    return { status: 409, json: { error: 'You already created this dataset repo' } };
  }
  request.repositories.create({
    name: fullName,
    private: visibility === 'private',
    files: { '.gitattributes': '*.parquet filter=lfs diff=lfs merge=lfs -text\n' },
  });
  return { status: 200, json: { url: `/datasets/${fullName}`, name: fullName, id: '1' } };
}

function preupload({ body }: HubRequest): HubReply {
  const { files } = preuploadBody.parse(bodyOf({ body }));
  return {
    status: 200,
    json: { files: files.map(({ path }) => ({ path, uploadMode: isLarge(path) ? 'lfs' : 'regular' })) },
  };
}

function lfsBatch({ body, headers }: HubRequest, { store }: PushRoutesOptions): HubReply {
  const { objects } = lfsBatchBody.parse(bodyOf({ body }));
  const origin = `http://${headers.host}`;
  return {
    status: 200,
    json: {
      transfer: 'basic',
      objects: objects.map(({ oid, size }) => ({
        oid,
        size,
        ...(store.object(oid) ? {} : { actions: { upload: store.uploadAction(origin, oid, size) } }),
      })),
    },
  };
}

function commit({ repository, body }: HubRequest, { store, onCommit }: PushRoutesOptions): HubReply {
  const lines = body
    .toString('utf8')
    .split('\n')
    .map((line) => commitLine.parse(JSON.parse(line)));
  const [header, ...operations] = lines;
  if (header?.key !== 'header') return { status: 400, json: { error: 'the header comes first' } };
  const changes: Record<string, Buffer | null> = {};
  for (const { key, value } of operations) {
    if (key === 'header') return { status: 400, json: { error: 'a second header' } };
    if (key === 'deletedFile') changes[value.path] = null;
    if (key === 'file') {
      if (isLarge(value.path)) return { status: 400, json: { error: `${value.path} is a large file` } };
      changes[value.path] = Buffer.from(value.content, 'base64');
    }
    if (key === 'lfsFile') {
      const content = store.object(value.oid);
      if (content?.length !== value.size) {
        return { status: 400, json: { error: `${value.path} was not uploaded` } };
      }
      changes[value.path] = content;
    }
  }
  const { sha } = repository.commit('main', changes);
  onCommit({ repository: repository.name, title: header.value.summary, paths: Object.keys(changes) });
  return { status: 200, json: { commitOid: sha, commitUrl: `/commit/${sha}`, hookOutput: '' } };
}

function forbidden({ repository }: HubRequest, { user, role }: PushRoutesOptions): HubReply | undefined {
  return repository.name.startsWith(`${user}/`) && role === 'write' ? undefined : refusedTo(repository.name);
}

function refusedTo(name: string): HubReply {
  return {
    status: 403,
    json: { error: `You don't have the rights to create a dataset under the namespace of "${name}"` },
  };
}

const unauthorized: HubReply = { status: 401, json: { error: 'Invalid username or password.' } };

function bodyOf({ body }: Pick<HubRequest, 'body'>): unknown {
  return JSON.parse(body.toString('utf8'));
}

/** As the repository in memory keeps it. */
function isLarge(path: string): boolean {
  return /\.(parquet|gz|jsonl)$/.test(path);
}
