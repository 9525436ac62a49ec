import { readFile, rm, writeFile } from 'node:fs/promises';
import { acceptsConnections } from './accepts-connections.ts';

/**
 * The server that has a database file open, written down beside the file: two dev servers on one file both start
 * without a complaint and later fail at random with "database is locked".
 */
export interface DatabaseOwner {
  pid: number;
  ip: string;
  port: number;
}

/** Throws if a dev server that still runs has the database open. */
export async function refuseDatabaseInUse(databaseFile: string): Promise<void> {
  const owner = await ownerOf(databaseFile);
  // Both, since a process id alone may belong to another process by now, above all in a restarted container.
  if (!owner || !isAlive(owner.pid) || !(await acceptsConnections(owner.ip, owner.port))) return;
  const { pid, ip, port } = owner;
  throw new Error(
    `The database ${databaseFile} is open in the Temporal dev server on ${ip}:${port} (process ${pid}): ` +
      `use that server, stop it (kill ${pid}), or choose another database file.`,
  );
}

export async function recordOwner(databaseFile: string, owner: DatabaseOwner): Promise<void> {
  await writeFile(recordBeside(databaseFile), `${JSON.stringify(owner)}\n`);
}

export async function forgetOwner(databaseFile: string): Promise<void> {
  await rm(recordBeside(databaseFile), { force: true });
}

async function ownerOf(databaseFile: string): Promise<DatabaseOwner | undefined> {
  try {
    return JSON.parse(await readFile(recordBeside(databaseFile), 'utf8')) as DatabaseOwner;
  } catch {
    return undefined;
  }
}

function recordBeside(databaseFile: string): string {
  return `${databaseFile}.server.json`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
