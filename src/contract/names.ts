/** Names that users' scripts and other workers rely on. */
export const preferenceTaskQueue = 'preference-dataset';

/** Every provider has a task queue of its own, so that one rate limit holds across all workers. */
export function modelTaskQueue(provider: string): string {
  return `llm.${provider}`;
}

export function shardName(index: number): string {
  return `shard-${String(index).padStart(5, '0')}`;
}

/** The id of a shard's child workflow. */
export function shardWorkflowId(runWorkflowId: string, index: number): string {
  return `${runWorkflowId}/${shardName(index)}`;
}

/** The id of the workflow that publishes what an ended run had finished. */
export function endedRunWorkflowId(runWorkflowId: string): string {
  return `${runWorkflowId}/finish`;
}

export interface ModelName {
  provider: string;
  modelId: string;
}

/** Splits `<provider>/<model id>` at its first slash; model ids may hold more. */
export function parseModelName(model: string): ModelName {
  const slash = model.indexOf('/');
  return { provider: model.slice(0, slash), modelId: model.slice(slash + 1) };
}

/**
 * Search attributes of a run, by which `temporal workflow list` and the UI find it. Workers register them where they
 * may.
 */
export const searchAttributeNames = {
  /** Keyword: the run's name, on its shards too. */
  name: 'PreferenceRun',
  /** Keyword: as in `progress`. */
  state: 'PreferenceState',
  /** Int. */
  droppedRows: 'PreferenceDroppedRows',
  /** Double. */
  costUsd: 'PreferenceCostUsd',
} as const;
