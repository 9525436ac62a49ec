import { readFileSync } from 'node:fs';
import { applicationPackageSchema } from './application.schema.ts';

/** Which build of this application did something. */
export interface Application {
  name: string;
  version: string;
  /** Of the source it was built from, `-dirty` where that was changed since; null where the build knew none. */
  commit: string | null;
  /** Of Node. */
  node: string;
}

const repository = new URL('../../', import.meta.url);

/** The build that this process runs. */
export function thisApplication(): Application {
  const { name, version } = applicationPackageSchema.parse(
    JSON.parse(readFileSync(new URL('package.json', repository), 'utf8')),
  );
  return { name, version, commit: builtFrom(), node: process.version };
}

/** How Temporal tells this build from others: `0.1.0-1a2b3c4d5e6f`. */
export function buildId(): string {
  const { version, commit } = thisApplication();
  if (commit === null) return version;
  const [hash = '', ...changed] = commit.split('-');
  return [version, hash.slice(0, 12), ...changed].join('-');
}

/** As `npm run build` noted it. */
function builtFrom(): string | null {
  try {
    return readFileSync(new URL('dist/commit', repository), 'utf8').trim() || null;
  } catch {
    return null; // Built where there was no Git.
  }
}
