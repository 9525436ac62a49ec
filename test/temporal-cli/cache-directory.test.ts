import { expect, test } from 'vitest';
import { cacheDirectoryOf } from '../../src/temporal-cli/cache-directory.ts';

test.each([
  ['linux', undefined, '/home/user/.cache/capybara-preferences'],
  ['linux', '', '/home/user/.cache/capybara-preferences'],
  ['linux', 'relative/folder', '/home/user/.cache/capybara-preferences'],
  ['linux', '/var/cache/user', '/var/cache/user/capybara-preferences'],
  ['darwin', undefined, '/home/user/Library/Caches/capybara-preferences'],
  ['darwin', '/var/cache/user', '/home/user/Library/Caches/capybara-preferences'],
] as const)('on %s with XDG_CACHE_HOME %s the cache is %s', (platform, xdgCacheHome, expected) => {
  expect(cacheDirectoryOf({ platform, homeDirectory: '/home/user', xdgCacheHome })).toBe(expected);
});
