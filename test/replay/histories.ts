import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A folder for each released version, and `unreleased` for the code as it is. */
export const historiesFolder = fileURLToPath(new URL('histories/', import.meta.url));

export const unreleased = 'unreleased';

/** As much of a history, in the Temporal CLI's JSON, as the tests look at. */
export interface StoredHistory {
  events: {
    eventType: string;
    workflowExecutionStartedEventAttributes?: {
      workflowId: string;
      originalExecutionRunId: string;
      workflowType: { name: string };
      continuedExecutionRunId?: string;
    };
    activityTaskScheduledEventAttributes?: { activityType: { name: string } };
    startChildWorkflowExecutionInitiatedEventAttributes?: { workflowType: { name: string } };
  }[];
}

/** `<version>/<kind>/<workflow>.json`, of all versions. */
export function storedHistories(): string[] {
  const names = readdirSync(historiesFolder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.json')).sort();
}

export function readHistory(name: string): StoredHistory {
  return JSON.parse(readFileSync(join(historiesFolder, name), 'utf8')) as StoredHistory;
}
