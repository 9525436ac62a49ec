import { z } from 'zod';
import type { ArgillaTarget } from '../../../contract/input/push.schema.ts';
import { storedLines } from '../../../storage/stored-lines.ts';
import { publishedFiles, type PublishedDataset } from '../published-dataset.ts';
import { PushFailure } from '../push-failure.ts';
import type { ArgillaAccess } from './argilla-access.ts';
import { argillaClient } from './argilla-client.ts';
import { argillaRecord, type ArgillaRecord } from './argilla-record.ts';
import { candidatesRowSchema, type CandidatesRow } from './candidates-row.schema.ts';
import { reviewDataset } from './review-dataset.ts';

/** Argilla takes 500; their text, every answer and rationale of a row, may be long. */
const mostRecords = 100;
const mostBytes = 2_000_000;

/**
 * Makes an Argilla dataset hold every row of `candidates`, for people to rank and review. A row that is there already is
 * written again, with the same content, and what people said of it stays. Returns the address to review at.
 */
export async function pushToArgilla(
  dataset: PublishedDataset,
  target: ArgillaTarget,
  { url, apiKey }: ArgillaAccess,
  cancellation: AbortSignal,
): Promise<string> {
  if (url === undefined || apiKey === undefined) {
    throw new PushFailure('the environment has no ARGILLA_API_URL and ARGILLA_API_KEY', 'final');
  }
  await publishedFiles(dataset);
  const client = argillaClient(url, apiKey, cancellation);
  const { id, questionIds } = await reviewDataset(client, target, dataset.run);
  const judges = dataset.run.input.judges.map(({ name }) => name);
  const path = `/datasets/${id}/records/bulk`;
  for await (const items of batches(records(dataset, questionIds, judges))) {
    await client({ method: 'PUT', path, body: { items } }, z.unknown());
  }
  return `${url.replace(/\/+$/, '')}/dataset/${id}/annotation-mode`;
}

async function* records(
  dataset: PublishedDataset,
  questionIds: ReadonlyMap<string, string>,
  judges: readonly string[],
): AsyncGenerator<ArgillaRecord> {
  for await (const row of candidatesRows(dataset)) yield argillaRecord(row, questionIds, judges);
}

/** Read from the JSON Lines, one row at a time. */
async function* candidatesRows({ storage, run }: PublishedDataset): AsyncGenerator<CandidatesRow> {
  const files = run.files.filter(({ config, path }) => config === 'candidates' && path.endsWith('.jsonl'));
  if (files.length === 0) throw new PushFailure('the dataset has no candidates as JSON Lines', 'final');
  for (const { path } of files) {
    for await (const line of storedLines(storage.read(path))) {
      yield candidatesRowSchema.parse(JSON.parse(line.toString()));
    }
  }
}

async function* batches(all: AsyncIterable<ArgillaRecord>): AsyncGenerator<ArgillaRecord[]> {
  let batch: ArgillaRecord[] = [];
  let bytes = 0;
  for await (const record of all) {
    const size = Buffer.byteLength(JSON.stringify(record));
    if (batch.length === mostRecords || (batch.length > 0 && bytes + size > mostBytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(record);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
