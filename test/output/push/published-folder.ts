import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Rows of `candidates`: three answers, the second the best. */
export function candidatesRows(count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, row) => ({
    row_id: `letters/${row}`,
    source: 'letters',
    messages: [{ content: `What about ${row}?`, role: 'user' }],
    generations: [`No ${row}`, `Yes ${row}`, `Perhaps ${row}`],
    generation_models: ['alpha', 'beta', 'gpt'],
    ratings: [2, 5, 3.5],
    rationales: ['Curt.', 'Helpful.', null],
    losses: ['', '', ''],
    chosen_index: 1,
    rejected_index: 0,
  }));
}

export interface PublishedFolderOptions {
  files?: Record<string, string>;
  manifest?: Record<string, unknown>;
}

/** Fills a folder with a small finished dataset, as a run leaves it, and returns its files by their paths. */
export async function publishFolder(
  folder: string,
  { files = defaultFiles(), manifest = {} }: PublishedFolderOptions = {},
): Promise<Record<string, Buffer>> {
  const listed = Object.entries(files).map(([path, content]) => ({
    config: path.split('/').at(-2) ?? '',
    format: path.endsWith('.jsonl') ? 'jsonl' : 'parquet',
    path,
    rows: content.split('\n').length - 1,
    bytes: Buffer.byteLength(content),
    sha256: createHash('sha256').update(content).digest('hex'),
  }));
  const run = {
    workflowId: 'letters',
    runId: 'run-1',
    state: 'complete',
    simulated: false,
    input: {
      generators: [
        { name: 'alpha', samples: 1 },
        { name: 'beta', samples: 1 },
      ],
      original: { name: 'gpt' },
      judges: [{ name: 'strict judge, v1' }],
    },
    counts: { rows: 3, pairs: 3, dropped: {} },
    files: listed,
    ...manifest,
  };
  const all = {
    ...files,
    'README.md': '# letters\n',
    'report.html': '<!doctype html>\n',
    'run.json': `${JSON.stringify(run, null, 2)}\n`,
  };
  for (const [path, content] of Object.entries(all)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return Object.fromEntries(Object.entries(all).map(([path, content]) => [path, Buffer.from(content)]));
}

function defaultFiles(): Record<string, string> {
  const rows = candidatesRows(3);
  return {
    'default/train-00000-of-00001.jsonl': rows
      .map(({ row_id }) => `${JSON.stringify({ row_id })}\n`)
      .join(''),
    'candidates/train-00000-of-00001.jsonl': rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
    'dropped/train-00000-of-00001.jsonl': '',
  };
}
