import { isAbsolute, join } from 'node:path';

export interface CacheOwner {
  platform: NodeJS.Platform;
  homeDirectory: string;
  xdgCacheHome: string | undefined;
}

/** The folder for what this application can fetch again, where the platform keeps such folders. */
export function cacheDirectoryOf({ platform, homeDirectory, xdgCacheHome }: CacheOwner): string {
  return join(platformCache(), 'capybara-preferences');

  function platformCache(): string {
    if (platform === 'darwin') return join(homeDirectory, 'Library', 'Caches');
    // The XDG specification has relative paths ignored.
    return xdgCacheHome && isAbsolute(xdgCacheHome) ? xdgCacheHome : join(homeDirectory, '.cache');
  }
}
