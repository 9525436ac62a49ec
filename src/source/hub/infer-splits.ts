/** Files of one config, by split. */
export type FilesBySplit = Map<string, string[]>;

const keywords: Record<string, readonly string[]> = {
  train: ['train', 'training'],
  validation: ['validation', 'valid', 'dev', 'val'],
  test: ['test', 'testing', 'eval', 'evaluation'],
};

const betweenWords = '[-._ 0-9]';

/**
 * Tells the splits of files that no card assigns, by the rules of the Hub
 * (https://huggingface.co/docs/hub/datasets-file-names-and-splits): `data/<split>-00000-of-00001`, else the folder that
 * is called like a split, else the file, else all are `train`.
 */
export function inferSplits(paths: readonly string[]): FilesBySplit {
  return (
    group(paths, shardedSplit) ??
    group(paths, (path) => keywordIn(path.split('/').slice(0, -1))) ??
    group(paths, (path) => keywordIn(path.split('/').slice(-1))) ??
    new Map(paths.length > 0 ? [['train', [...paths]]] : [])
  );
}

function group(
  paths: readonly string[],
  splitOf: (path: string) => string | undefined,
): FilesBySplit | undefined {
  const splits: FilesBySplit = new Map();
  for (const path of paths) {
    const split = splitOf(path);
    if (split !== undefined) splits.set(split, [...(splits.get(split) ?? []), path]);
  }
  return splits.size > 0 ? splits : undefined;
}

function shardedSplit(path: string): string | undefined {
  return /^data\/([^/]+)-\d{5}-of-\d{5}[^/]*$/.exec(path)?.[1];
}

function keywordIn(names: readonly string[]): string | undefined {
  return Object.keys(keywords).find((split) =>
    keywords[split]?.some((keyword) =>
      names.some((name) => new RegExp(`(^|${betweenWords})${keyword}(${betweenWords}|$)`).test(name)),
    ),
  );
}
