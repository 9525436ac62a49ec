import type { Commit, FakeRepository, StoredFile } from './fake-repository.ts';
import type { HubReply, HubRequest, HubRoute } from './hub-route.ts';

/** What `@huggingface/hub` asks to read a dataset: its information, tree, paths and files. */
export const readRoutes: HubRoute[] = [
  {
    method: 'GET',
    path: /^\/api\/datasets\/(?<name>[^/]+\/[^/]+)\/revision\/(?<revision>[^/]+)$/,
    reply: information,
  },
  {
    method: 'GET',
    path: /^\/api\/datasets\/(?<name>[^/]+\/[^/]+)\/tree\/(?<revision>[^/]+)(?:\/(?<folder>.+))?$/,
    reply: tree,
  },
  {
    method: 'POST',
    path: /^\/api\/datasets\/(?<name>[^/]+\/[^/]+)\/paths-info\/(?<revision>[^/]+)$/,
    reply: pathsInfo,
  },
  {
    method: 'GET',
    path: /^\/datasets\/(?<name>[^/]+\/[^/]+)\/resolve\/(?<revision>[^/]+)\/(?<file>.+)$/,
    reply: resolveFile,
  },
  { method: 'GET', path: /^\/cdn\/(?<name>[^/]+\/[^/]+)\/(?<sha256>[0-9a-f]{64})$/, reply: storedContent },
];

function information({ repository, parameters, search }: HubRequest): HubReply {
  const commit = commitOf(repository, parameters);
  if ('status' in commit) return commit;
  const asked = new Set(search.getAll('expand'));
  const everything: Record<string, unknown> = {
    id: repository.name,
    private: repository.private,
    gated: repository.gated,
    downloads: 0,
    likes: 0,
    lastModified: '2024-04-16T00:00:00.000Z',
    sha: commit.sha,
    cardData: repository.card,
  };
  const known = Object.entries(everything).filter(([key]) => key === 'id' || asked.has(key));
  return { status: 200, json: { _id: '0', ...Object.fromEntries(known) } };
}

function tree({ repository, parameters, search }: HubRequest): HubReply {
  const commit = commitOf(repository, parameters);
  if ('status' in commit) return commit;
  const folder = parameters['folder'];
  const within = folder === undefined ? '' : `${folder}/`;
  const deep = search.get('recursive') === 'true';
  const files = [...commit.files.values()].filter(
    ({ path }) => path.startsWith(within) && (deep || !path.slice(within.length).includes('/')),
  );
  if (folder !== undefined && files.length === 0)
    return notFound('EntryNotFound', `${folder} does not exist`);
  return { status: 200, json: files.map(entryOf) };
}

function pathsInfo({ repository, parameters, body }: HubRequest): HubReply {
  const commit = commitOf(repository, parameters);
  if ('status' in commit) return commit;
  const { paths } = JSON.parse(body.toString('utf8')) as { paths: string[] };
  const found = paths.flatMap((path) => commit.files.get(path) ?? []);
  const lastCommit = { id: commit.sha, title: 'Upload', date: '2024-04-16T00:00:00.000Z' };
  return { status: 200, json: found.map((file) => ({ ...entryOf(file), lastCommit })) };
}

function resolveFile({ repository, parameters, headers }: HubRequest): HubReply {
  const commit = commitOf(repository, parameters);
  if ('status' in commit) return commit;
  const path = decodeURIComponent(parameters['file'] ?? '');
  const file = commit.files.get(path);
  if (!file) return notFound('EntryNotFound', `${path} does not exist on "${parameters['revision']}"`);
  const known = { 'x-repo-commit': commit.sha, etag: `"${file.oid}"` };
  if (file.lfs === undefined) return rangeOf(file, headers['range'], known);
  return {
    status: 302,
    headers: {
      ...known,
      location: `/cdn/${repository.name}/${file.lfs}`,
      'x-linked-etag': `"${file.lfs}"`,
      'x-linked-size': String(file.content.length),
    },
    text: '',
  };
}

/** Where large files are kept: the address itself is the permission. */
function storedContent({ repository, parameters, headers }: HubRequest): HubReply {
  const file = repository.largeFile(parameters['sha256'] ?? '');
  if (!file) return notFound('EntryNotFound', 'no such content');
  return rangeOf(file, headers['range'], { etag: `"${file.lfs}"` });
}

function rangeOf(
  { content }: StoredFile,
  range: string | undefined,
  headers: Record<string, string>,
): HubReply {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(range ?? '');
  if (!asked) return { status: 200, headers, content };
  const start = Number(asked[1]);
  const end = Math.min(asked[2] ? Number(asked[2]) + 1 : content.length, content.length);
  const counted = { ...headers, 'content-range': `bytes ${start}-${end - 1}/${content.length}` };
  return { status: 206, headers: counted, content: content.subarray(start, end) };
}

function entryOf({ path, oid, lfs, content }: StoredFile) {
  const size = content.length;
  return {
    type: 'file',
    path,
    oid,
    size,
    ...(lfs === undefined ? {} : { lfs: { oid: lfs, size, pointerSize: 130 } }),
  };
}

function commitOf(repository: FakeRepository, { revision = '' }: Record<string, string>): Commit | HubReply {
  const name = decodeURIComponent(revision);
  return repository.at(name) ?? notFound('RevisionNotFound', `Invalid rev id: ${name}`);
}

function notFound(code: string, error: string): HubReply {
  return { status: 404, headers: { 'x-error-code': code }, json: { error } };
}
