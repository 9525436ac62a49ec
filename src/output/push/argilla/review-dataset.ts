import { z } from 'zod';
import type { ArgillaTarget } from '../../../contract/input/push.schema.ts';
import { PushFailure } from '../push-failure.ts';
import type { FinishedManifest } from '../../../dataset/manifest.schema.ts';
import type { ArgillaClient } from './argilla-client.ts';
import {
  datasetSchema,
  datasetsSchema,
  namedItemSchema,
  namedItemsSchema,
  workspacesSchema,
  type ArgillaDataset,
} from './argilla.schema.ts';
import { reviewForm, type NamedSettings } from './review-form.ts';

export interface ReviewDataset {
  id: string;
  /** Ids of the questions by their names. */
  questionIds: ReadonlyMap<string, string>;
}

/** The key of Argilla's dataset metadata by which a dataset is known to be this run's. */
const ownerKey = 'capybara_preferences_run';

/**
 * Finds the dataset of a run in its workspace, or makes it. One that an earlier attempt left half made is completed;
 * one of another run, or of somebody else, is left as it is.
 */
export async function reviewDataset(
  client: ArgillaClient,
  target: ArgillaTarget,
  run: FinishedManifest,
): Promise<ReviewDataset> {
  const workspaceId = await findWorkspace(client, target.workspace);
  const found = await findDataset(client, target, workspaceId);
  if (found && !isOf(run.runId, found)) throw new PushFailure(taken(target), 'final');
  const dataset = found ?? (await createDataset(client, target, workspaceId, run));
  if (dataset.status === 'draft') await complete(client, dataset.id, run);
  const { items } = await client(
    { method: 'GET', path: `/datasets/${dataset.id}/questions` },
    namedItemsSchema,
  );
  return { id: dataset.id, questionIds: new Map(items.map(({ name, id }) => [name, id])) };
}

export async function findWorkspace(client: ArgillaClient, name: string): Promise<string> {
  const { items } = await client({ method: 'GET', path: '/me/workspaces' }, workspacesSchema);
  const found = items.find((workspace) => workspace.name === name);
  if (found) return found.id;
  const known = items.map((workspace) => `"${workspace.name}"`).join(', ') || 'none';
  throw new PushFailure(
    `there is no workspace "${name}" that ARGILLA_API_KEY may use (it may use: ${known})`,
    'final',
  );
}

export async function findDataset(
  client: ArgillaClient,
  { dataset }: ArgillaTarget,
  workspaceId: string,
): Promise<ArgillaDataset | undefined> {
  const query = new URLSearchParams({ workspace_id: workspaceId, name: dataset }).toString();
  const { items } = await client({ method: 'GET', path: `/me/datasets?${query}` }, datasetsSchema);
  return items.find(({ name, workspace_id }) => name === dataset && workspace_id === workspaceId);
}

export function isOf(runId: string, { metadata }: ArgillaDataset): boolean {
  return metadata?.[ownerKey] === runId;
}

export function taken({ dataset, workspace }: ArgillaTarget): string {
  return `workspace "${workspace}" has a dataset "${dataset}" that is not of this run: choose another name, or delete it`;
}

async function createDataset(
  client: ArgillaClient,
  { dataset }: ArgillaTarget,
  workspaceId: string,
  run: FinishedManifest,
): Promise<ArgillaDataset> {
  return await client(
    {
      method: 'POST',
      path: '/datasets',
      body: {
        name: dataset,
        guidelines: `Answers of run ${run.workflowId}. The suggestions are the ratings of its judges.`,
        workspace_id: workspaceId,
        metadata: { [ownerKey]: run.runId },
      },
    },
    datasetSchema,
  );
}

/** Adds what the dataset still lacks, and opens it for records. */
async function complete(client: ArgillaClient, id: string, run: FinishedManifest): Promise<void> {
  const { fields, questions, metadataProperties } = reviewForm(run);
  await addMissing(client, `/datasets/${id}/fields`, `/datasets/${id}/fields`, fields);
  await addMissing(client, `/datasets/${id}/questions`, `/datasets/${id}/questions`, questions);
  await addMissing(
    client,
    `/me/datasets/${id}/metadata-properties`,
    `/datasets/${id}/metadata-properties`,
    metadataProperties,
  );
  await client({ method: 'PUT', path: `/datasets/${id}/publish` }, z.unknown());
}

async function addMissing(
  client: ArgillaClient,
  listPath: string,
  createPath: string,
  wanted: readonly NamedSettings[],
): Promise<void> {
  const { items } = await client({ method: 'GET', path: listPath }, namedItemsSchema);
  const there = new Set(items.map(({ name }) => name));
  for (const body of wanted) {
    if (!there.has(body.name)) await client({ method: 'POST', path: createPath, body }, namedItemSchema);
  }
}
