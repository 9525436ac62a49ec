import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const historiesFolder = fileURLToPath(new URL('histories/', import.meta.url));

export interface StoredHistory {
  events: { workflowExecutionStartedEventAttributes?: { workflowId: string } }[];
}

export function storedHistories(): string[] {
  return readdirSync(historiesFolder).filter((name) => name.endsWith('.json'));
}

export function readHistory(name: string): StoredHistory {
  return JSON.parse(readFileSync(`${historiesFolder}${name}`, 'utf8')) as StoredHistory;
}
