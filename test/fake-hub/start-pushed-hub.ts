import { LargeFileStore } from './large-file-store.ts';
import { pushRoutes } from './push-routes.ts';
import { startFakeHub, type FakeHub, type FakeHubOptions } from './start-fake-hub.ts';

export interface PushedHubOptions extends Omit<FakeHubOptions, 'token' | 'routes' | 'wideRoutes'> {
  role?: 'read' | 'write';
  /** Files longer than this go up in parts. */
  partBytes?: number;
}

export interface PushedHub extends FakeHub {
  store: LargeFileStore;
  commits: readonly { repository: string; title: string; paths: string[] }[];
  /** Content of the files of `main`, by path, without `.gitattributes`. */
  files(name: string): Record<string, Buffer>;
}

export const hubToken = 'hf_fakeTokenOfThePushTests';

/** A Hub that takes pushes of user "me" with {@link hubToken}. */
export async function startPushedHub(options: PushedHubOptions = {}): Promise<PushedHub> {
  const { role = 'write', partBytes, ...rest } = options;
  const store = new LargeFileStore(partBytes);
  const commits: PushedHub['commits'][number][] = [];
  const routes = pushRoutes({
    token: hubToken,
    role,
    user: 'me',
    store,
    onCommit: (commit) => commits.push(commit),
  });
  const hub = await startFakeHub({ ...rest, ...routes, token: hubToken });
  return Object.assign(hub, {
    store,
    commits,
    files: (name: string) =>
      Object.fromEntries(
        [...(hub.repository(name).at('main')?.files ?? [])]
          .filter(([path]) => path !== '.gitattributes')
          .map(([path, { content }]) => [path, content]),
      ),
  });
}
