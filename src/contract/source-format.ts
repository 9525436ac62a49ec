/** How the names of files end that a source may consist of. */
export const sourceFormats = ['.jsonl', '.json', '.parquet', '.jsonl.gz', '.json.gz'] as const;

export interface SourceFormat {
  kind: 'jsonl' | 'json' | 'parquet';
  gzip: boolean;
}

/** What a file is by its name; undefined for one of another format. */
export function sourceFormatOf(path: string): SourceFormat | undefined {
  const ending = /\.(jsonl|json|parquet)(\.gz)?$/.exec(path);
  if (!ending || (ending[1] === 'parquet' && ending[2])) return undefined;
  return { kind: ending[1] as SourceFormat['kind'], gzip: ending[2] !== undefined };
}

export function hasWildcards(path: string): boolean {
  return /[*?[\]{}]/.test(path);
}

/** The name of a file without its folder and what says its format. */
export function sourceNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.(jsonl|json|parquet)(\.gz)?$/, '');
}
