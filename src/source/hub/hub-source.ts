import { datasetInfo, listFiles } from '@huggingface/hub';
import { invalidInput, isFailureOf } from '../../contract/failures.ts';
import { limits } from '../../contract/limits.ts';
import type { HubSource, SourceFile } from '../../contract/run.ts';
import type { DatasetAsked } from '../../contract/input/source.schema.ts';
import { chooseFiles, convertedFilesByConfig, filesByConfig, type ChosenFiles } from './choose-files.ts';
import { datasetCardSchema, type DatasetCard } from './dataset-card.schema.ts';
import { hubCredentials, type HubAccess } from '../../http/hub-access.ts';
import { askHub } from './hub-read-failure.ts';

const convertedBranch = 'refs/convert/parquet';

interface Repository {
  commit: string;
  card: DatasetCard;
  gated: boolean;
}

/**
 * Resolves a Hub dataset to the files of one split at one commit: the repository's own Parquet, JSON Lines or JSON
 * files, or else those the Hub has converted to Parquet.
 */
export async function findHubSource(
  hub: HubAccess,
  request: DatasetAsked,
): Promise<{ source: HubSource; files: SourceFile[] }> {
  const { hub: dataset, revision } = request;
  const repository = await findRepository(hub, dataset, revision, `revision "${revision}"`);
  if (repository.gated && hub.token === undefined) {
    throw invalidInput([
      `source.hub: "${dataset}" is gated: ask for access at ${hub.endpoint}/datasets/${dataset}, ` +
        "and set HF_TOKEN in the worker's environment to a token of yours",
    ]);
  }
  const listed = await listRepository(hub, dataset, repository.commit);
  const own = filesByConfig([...listed.keys()], repository.card);
  const { chosen, filesCommit, sizes } =
    own.size > 0
      ? {
          chosen: chooseFiles(own, request, repository.card.configs),
          filesCommit: repository.commit,
          sizes: listed,
        }
      : await findConverted(hub, request);
  if ('problem' in chosen) throw invalidInput([chosen.problem]);
  const files = filesOf(chosen, sizes);
  return {
    source: {
      name: dataset.slice(dataset.indexOf('/') + 1),
      hub: dataset,
      config: chosen.config,
      split: chosen.split,
      revision,
      commit: repository.commit,
      filesCommit,
      license: repository.card.license ?? undefined,
      files: files.length,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      mapping: request.mapping,
      ...(request.candidates === undefined ? {} : { candidates: request.candidates }),
    },
    files,
  };
}

/** The files of a source found before: its commits are as they were. */
export async function findPlannedHubFiles(hub: HubAccess, source: HubSource): Promise<SourceFile[]> {
  const { hub: dataset, commit, filesCommit, config, split } = source;
  const { card } = await findRepository(hub, dataset, commit, `commit ${commit}`);
  const sizes = await listRepository(hub, dataset, filesCommit);
  const paths = [...sizes.keys()];
  const configs = filesCommit === commit ? filesByConfig(paths, card) : convertedFilesByConfig(paths);
  const chosen = chooseFiles(configs, { config, split }, card.configs);
  if ('problem' in chosen) throw invalidInput([chosen.problem]);
  return filesOf(chosen, sizes);
}

async function findRepository(
  hub: HubAccess,
  dataset: string,
  revision: string,
  wanted: string,
): Promise<Repository> {
  return await askHub(hub, { dataset, wanted }, async () => {
    const information = await datasetInfo({
      name: dataset,
      revision,
      additionalFields: ['sha', 'cardData'],
      ...hubCredentials(hub),
    });
    return {
      commit: information.sha,
      card: datasetCardSchema.parse(information.cardData ?? {}),
      gated: Boolean(information.gated),
    };
  });
}

async function findConverted(hub: HubAccess, request: DatasetAsked) {
  const { hub: dataset, revision } = request;
  const none = `source.hub: "${dataset}" has no Parquet, JSON Lines or JSON files`;
  if (revision !== 'main') throw invalidInput([`${none} at revision "${revision}"`]);
  const converted = await findRepository(hub, dataset, convertedBranch, `branch "${convertedBranch}"`).catch(
    (error: unknown) => {
      if (!isFailureOf(error, 'InvalidInput')) throw error;
      throw invalidInput([`${none}, and the Hub has not converted it`]);
    },
  );
  const sizes = await listRepository(hub, dataset, converted.commit);
  const chosen = chooseFiles(convertedFilesByConfig([...sizes.keys()]), request, []);
  return { chosen, filesCommit: converted.commit, sizes };
}

/** Every file of a repository at a commit, with its size. */
async function listRepository(hub: HubAccess, dataset: string, commit: string): Promise<Map<string, number>> {
  return await askHub(hub, { dataset, wanted: `commit ${commit}` }, async () => {
    const sizes = new Map<string, number>();
    const repo = { type: 'dataset', name: dataset } as const;
    for await (const { type, path, size } of listFiles({
      repo,
      revision: commit,
      recursive: true,
      ...hubCredentials(hub),
    })) {
      if (type === 'file') sizes.set(path, size);
    }
    return sizes;
  });
}

function filesOf({ paths, split }: ChosenFiles, sizes: ReadonlyMap<string, number>): SourceFile[] {
  if (paths.length > limits.sourceFiles) {
    throw invalidInput([
      `source.split: "${split}" has ${paths.length} files, at most ${limits.sourceFiles} are read`,
    ]);
  }
  return paths.map((path) => ({ path, bytes: sizes.get(path) ?? 0, modifiedAt: null }));
}
