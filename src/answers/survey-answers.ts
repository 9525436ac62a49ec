import type { AnswerStore } from './answer-store.ts';

export interface AnswerCount {
  answers: number;
  bytes: number;
}

export interface AnswerSurvey extends AnswerCount {
  /** Milliseconds since 1970; undefined for an empty store. */
  oldest: number | undefined;
  newest: number | undefined;
  /** By name; a model at two addresses is there twice. */
  models: (AnswerCount & { model: string })[];
}

/** Counts what a store holds, model by model. */
export async function surveyAnswers(store: AnswerStore): Promise<AnswerSurvey> {
  const folders = new Map<string, AnswerCount & { model: string }>();
  let oldest = Infinity;
  let newest = -Infinity;
  for await (const { path, bytes, modifiedAt } of store.storage.list('')) {
    const folder = path.split('/').slice(0, 2).join('/');
    const counted = folders.get(folder) ?? { model: '', answers: 0, bytes: 0 };
    counted.model ||= (await store.find(path).catch(unreadable))?.model ?? '';
    counted.answers += 1;
    counted.bytes += bytes;
    folders.set(folder, counted);
    oldest = Math.min(oldest, modifiedAt);
    newest = Math.max(newest, modifiedAt);
  }
  const models = [...folders.values()]
    .map((counted) => ({ ...counted, model: counted.model || 'not readable' }))
    .sort((first, second) => (first.model < second.model ? -1 : 1));
  return {
    answers: models.reduce((sum, { answers }) => sum + answers, 0),
    bytes: models.reduce((sum, { bytes }) => sum + bytes, 0),
    oldest: models.length === 0 ? undefined : oldest,
    newest: models.length === 0 ? undefined : newest,
    models,
  };
}

/** One damaged entry does not hide the name of its model: the next one tells it. */
function unreadable(): undefined {
  return undefined;
}
