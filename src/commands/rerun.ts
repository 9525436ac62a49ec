import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { parseRunInput, type RunInput } from '../contract/run-input.schema.ts';
import { readConfiguration } from '../process/configuration.ts';
import { isOnObjectStorage } from '../storage/bucket-address.ts';
import { withServer } from './connect.ts';
import { findEarlierRun } from './earlier-run.ts';
import { readInputFile } from './input-file.ts';
import { Problem } from './problem.ts';
import { partOfInput, rerunInput, type Changes } from './rerun-input.ts';
import { plainText, type Say } from './say.ts';

export interface RerunOptions {
  /** Files. */
  judges?: string;
  pairing?: string;
  rows?: number;
  dropped?: true;
  output?: string;
}

/**
 * `npm run rerun -- <workflow id | output>`: a new run of an earlier one's input; what was answered then is not paid
 * again.
 */
export async function rerun(named: string, options: RerunOptions, say: Say): Promise<void> {
  const changes = await readChanges(options);
  const configuration = readConfiguration();
  const { dataDirectory } = configuration;
  await withServer(async (client) => {
    const earlier = await findEarlierRun(client, named, configuration);
    const { workflowId, runId, input, taskQueue } = earlier;
    for (const place of placesFor(workflowId, input.output.path, options.output)) {
      if (isTaken(place.path, dataDirectory)) {
        if (options.output === undefined) continue;
        throw new Problem(`"${place.path}" is there already: choose another --output.`);
      }
      const again = expectValid(rerunInput(input, { workflowId, runId }, changes, place.path));
      if (await startUnlessTaken(client, taskQueue, place.workflowId, again)) {
        const what = changes.dropped ? 'the rows that were dropped by' : 'the input of';
        say(`Run "${plainText(place.workflowId)}" started, of ${what} "${plainText(workflowId)}"`);
        say(`  into ${plainText(place.path)}; npm run watch -- ${plainText(place.workflowId)}`);
        return;
      }
      if (options.output !== undefined) {
        throw new Problem(`There is a run "${place.workflowId}" already: choose another --output.`);
      }
    }
  });
}

async function readChanges({ judges, pairing, rows, dropped }: RerunOptions): Promise<Changes> {
  const others = [judges && '--judges', pairing && '--pairing', rows !== undefined && '--rows'].filter(
    Boolean,
  );
  if (dropped && others.length > 0) {
    throw new Problem(
      `--dropped goes without ${others.join(' and ')}: its rows join those of the earlier run, made with the same settings.`,
    );
  }
  return {
    ...(judges === undefined ? {} : { judges: partOfInput('judges', await readInputFile(judges)) }),
    ...(pairing === undefined ? {} : { pairing: partOfInput('pairing', await readInputFile(pairing)) }),
    ...(rows === undefined ? {} : { rows }),
    ...(dropped ? { dropped } : {}),
  };
}

interface RunPlace {
  workflowId: string;
  path: string;
}

/** The place asked for, or those beside the earlier run's: `letters-2`, `letters-3`, … */
function* placesFor(workflowId: string, output: string, asked: string | undefined): Generator<RunPlace> {
  if (asked !== undefined) {
    yield { workflowId: basename(asked), path: asked };
    return;
  }
  const folder = output.replace(/\/+$/, '');
  for (let next = 2; ; next += 1) {
    yield { workflowId: `${workflowId}-${next}`, path: `${folder}-${next}` };
  }
}

/** What is on object storage is not looked at: a name that is taken there is told by the run. */
function isTaken(path: string, dataDirectory: string): boolean {
  return !isOnObjectStorage(path) && existsSync(join(dataDirectory, path));
}

function expectValid(given: Record<string, unknown>): RunInput {
  const parsed = parseRunInput(given);
  if ('input' in parsed) return parsed.input;
  throw new Problem(`Not started:\n${parsed.problems.map((problem) => `- ${problem}`).join('\n')}`);
}

/** False where the server knows a run of that name, even one that has ended. */
async function startUnlessTaken(
  client: Client,
  taskQueue: string,
  workflowId: string,
  input: RunInput,
): Promise<boolean> {
  try {
    await client.workflow.start('preferenceDataset', {
      taskQueue,
      workflowId,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      args: [input],
      staticSummary: `dataset as of run ${input.from?.workflowId ?? ''}`,
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}
