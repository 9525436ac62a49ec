import { createHash } from 'node:crypto';

export type RepositoryFiles = Record<string, string | Buffer>;

export interface FakeRepositoryOptions {
  /** `owner/name`. */
  name: string;
  /** On `main`. */
  files?: RepositoryFiles;
  /** On `refs/convert/parquet`, where the Hub keeps its own Parquet copies. */
  converted?: RepositoryFiles;
  /** The YAML block of the card, as the Hub's API gives it. */
  card?: Record<string, unknown>;
  private?: boolean;
  gated?: 'auto' | 'manual';
}

export interface StoredFile {
  path: string;
  content: Buffer;
  /** Git's own name of the content. */
  oid: string;
  /** Set where the Hub would keep it in its large file storage: its SHA-256. */
  lfs: string | undefined;
}

export interface Commit {
  sha: string;
  files: ReadonlyMap<string, StoredFile>;
}

/** A dataset repository in memory: commits, and the branches that point at them. */
export class FakeRepository {
  readonly name: string;
  readonly private: boolean;
  readonly gated: 'auto' | 'manual' | false;
  readonly #card: Record<string, unknown>;
  readonly #commits = new Map<string, Commit>();
  readonly #branches = new Map<string, Commit>();

  constructor({
    name,
    files,
    converted,
    card = {},
    private: isPrivate = false,
    gated,
  }: FakeRepositoryOptions) {
    this.name = name;
    this.private = isPrivate;
    this.gated = gated ?? false;
    this.#card = card;
    this.commit('main', files ?? {});
    if (converted) this.commit('refs/convert/parquet', converted);
  }

  get card(): Record<string, unknown> {
    return this.#card;
  }

  /** Adds files to a branch, a null one being taken away, and moves the branch on. */
  commit(branch: string, changes: Record<string, string | Buffer | null>): Commit {
    const parent = this.#branches.get(branch);
    const files = new Map(parent?.files ?? []);
    for (const [path, content] of Object.entries(changes)) {
      if (content === null) files.delete(path);
      else files.set(path, storedFile(path, Buffer.from(content)));
    }
    const names = [...files.values()].map(({ path, oid }) => `${path} ${oid}`).sort();
    const sha = sha1([this.name, branch, parent?.sha ?? '', ...names].join('\n'));
    const commit = { sha, files };
    this.#commits.set(sha, commit);
    this.#branches.set(branch, commit);
    return commit;
  }

  /** The commit that a branch or a SHA names. */
  at(revision: string): Commit | undefined {
    return this.#branches.get(revision === 'HEAD' ? 'main' : revision) ?? this.#commits.get(revision);
  }

  /** Where the content of that SHA-256 is, in whatever commit. */
  largeFile(sha256: string): StoredFile | undefined {
    for (const { files } of this.#commits.values()) {
      for (const file of files.values()) if (file.lfs === sha256) return file;
    }
    return undefined;
  }
}

function storedFile(path: string, content: Buffer): StoredFile {
  const header = Buffer.from(`blob ${content.length}\0`);
  const large = path.endsWith('.parquet') || path.endsWith('.gz') || path.endsWith('.jsonl');
  return {
    path,
    content,
    oid: sha1(Buffer.concat([header, content])),
    lfs: large ? createHash('sha256').update(content).digest('hex') : undefined,
  };
}

function sha1(content: string | Buffer): string {
  return createHash('sha1').update(content).digest('hex');
}
