import { readFile } from 'node:fs/promises';
import { Problem } from '../problem.ts';
import { storedHistorySchema } from './stored-history.schema.ts';
import type { NamedHistory } from './named-history.ts';

/** Files in the JSON of `temporal workflow show --output json`, which is that of the Temporal UI's download too. */
export async function* storedHistories(files: readonly string[]): AsyncGenerator<NamedHistory> {
  for (const file of files) yield await readHistory(file);
}

async function readHistory(file: string): Promise<NamedHistory> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Problem(`"${file}" cannot be read: ${(error as Error).message}`);
  });
  const parsed = storedHistorySchema.safeParse(asJson(text));
  if (!parsed.success) {
    throw new Problem(
      `"${file}" is no history: it must be what temporal workflow show --output json prints of one workflow.`,
    );
  }
  const { events } = parsed.data;
  const [{ workflowExecutionStartedEventAttributes: started }] = events;
  return { name: file, workflowId: started.workflowId, events: events as NamedHistory['events'] };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // No history either, which is then said.
  }
}
