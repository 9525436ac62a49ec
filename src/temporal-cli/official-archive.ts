import { join } from 'node:path';
import { download, type DownloadPatience } from './download.ts';
import { executableOnPath } from './executable-on-path.ts';
import { runCommand } from './run-command.ts';
import type { TemporalCliSource } from './source.ts';

/** Where Temporal's documentation and SDKs download the CLI from. */
export const officialArchives = 'https://temporal.download/cli/archive/';

export interface OfficialArchiveOptions {
  /** Ends with a slash. */
  baseUrl: string;
  version: string;
  platform: NodeJS.Platform;
  architecture: string;
  /** Search path for `tar`. */
  path: string | undefined;
  patience?: DownloadPatience;
}

const slowestAcceptable: DownloadPatience = { answerMilliseconds: 20_000, totalMilliseconds: 120_000 };

/** The official archive over HTTPS, unpacked with the system's `tar`. */
export function officialArchive(options: OfficialArchiveOptions): TemporalCliSource {
  const url = archiveUrl(options);
  return {
    name: `archive ${url.href}`,
    async fetchInto(folder) {
      const tar = await executableOnPath('tar', options.path);
      if (!tar) throw new Error('not tried, there is no tar on PATH to unpack it with');
      const archive = join(folder, 'temporal.tar.gz');
      await download(url, archive, options.patience ?? slowestAcceptable);
      await runCommand(tar, ['-xzf', archive, '-C', folder, 'temporal'], { timeoutMilliseconds: 60_000 });
      return join(folder, 'temporal');
    },
  };
}

function archiveUrl({ baseUrl, version, platform, architecture }: OfficialArchiveOptions): URL {
  const url = new URL(`v${version}`, baseUrl);
  url.searchParams.set('platform', platform);
  url.searchParams.set('arch', architecture === 'x64' ? 'amd64' : architecture);
  return url;
}
