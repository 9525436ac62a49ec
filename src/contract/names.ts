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

export interface ModelName {
  provider: string;
  modelId: string;
}

/** Splits `<provider>/<model id>` at its first slash; model ids may hold more. */
export function parseModelName(model: string): ModelName {
  const slash = model.indexOf('/');
  return { provider: model.slice(0, slash), modelId: model.slice(slash + 1) };
}
