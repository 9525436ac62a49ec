import type { WorkflowExecutionInfo } from '@temporalio/client';
import { withServer } from './connect.ts';
import { listedRun, type ListedRun } from './runs/listed-run.ts';
import { runsTable } from './runs/runs-table.ts';
import type { Say } from './say.ts';

/** Runs asked at the same time how they are. */
const askedTogether = 10;

/** One that continued as new is listed as what it continues as. */
const isRun = 'WorkflowType = "preferenceDataset" AND ExecutionStatus != "ContinuedAsNew"';

export interface RunsOptions {
  limit: number;
  /** A condition in Temporal's own words for lists. */
  query?: string;
}

/** `npm run runs`: runs, the newest first, with their state, rows and cost. */
export async function listRuns({ limit, query }: RunsOptions, say: Say): Promise<void> {
  await withServer(async (client) => {
    const found: WorkflowExecutionInfo[] = [];
    for await (const execution of client.workflow.list({
      query: query === undefined ? isRun : `${isRun} AND (${query})`,
      pageSize: Math.min(limit + 1, 1_000),
    })) {
      found.push(execution);
      if (found.length > limit) break;
    }
    if (found.length === 0) {
      say(
        `No ${query === undefined ? '' : 'such '}runs in namespace "${client.options.namespace}". Start one: see README.md, "A run of your own".`,
      );
      return;
    }
    const shown = found.slice(0, limit);
    const listed: ListedRun[] = [];
    for (let first = 0; first < shown.length; first += askedTogether) {
      const asked = shown.slice(first, first + askedTogether);
      listed.push(...(await Promise.all(asked.map((execution) => listedRun(client, execution)))));
    }
    for (const line of runsTable(listed, new Date(), process.stdout.columns)) say(line);
    if (found.length > limit) say(`The newest ${limit}; older ones: --limit ${limit * 10}`);
  });
}
