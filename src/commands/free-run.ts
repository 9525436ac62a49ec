import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isOnObjectStorage } from '../storage/bucket-address.ts';
import { outputInputSchema } from './simulate.schema.ts';

export interface NamedRun {
  workflowId: string;
  input: unknown;
}

/**
 * Gives a run started by `npm start` a name and an output folder that are free, so that the same example can be made
 * again and again: `capybara-mini`, then `capybara-mini-2`.
 */
export function nameFreeRun(input: unknown, dataDirectory: string): NamedRun {
  const parsed = outputInputSchema.safeParse(input);
  if (!parsed.success) return { workflowId: 'run', input };
  const { output } = parsed.data;
  const folder = output.path.replace(/\/+$/, '');
  let path = folder;
  // What is on object storage is not looked at: a name that is taken there is told by the run.
  const isTaken = (): boolean => !isOnObjectStorage(path) && existsSync(join(dataDirectory, path));
  for (let next = 2; isTaken(); next += 1) path = `${folder}-${next}`;
  return { workflowId: basename(path), input: { ...parsed.data, output: { ...output, path } } };
}
