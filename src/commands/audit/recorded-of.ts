import type { FinishedManifest } from '../../dataset/manifest.schema.ts';
import { rowPlaceOf } from '../../dataset/row-place.ts';
import type { withServer } from '../connect.ts';
import { Problem } from '../problem.ts';
import { excerpt } from '../say.ts';
import { recordedCalls, type RecordedCall } from './recorded-calls.ts';

/** From the server, where it can be asked and still has the run's histories. */
export async function recordedOf(
  { workflowId, runId, from }: FinishedManifest,
  rowId: string,
  { askServer, tell }: { askServer: typeof withServer; tell: (line: string) => void },
): Promise<RecordedCall[] | undefined> {
  const place = rowPlaceOf(rowId);
  if (!place) return undefined;
  try {
    const recorded = await askServer(
      async (client) =>
        (await recordedCalls(client, { workflowId, runId }, place.row)) ??
        // A row that was not made anew is the earlier run's.
        (from?.output === undefined ? undefined : await recordedCalls(client, from, place.row)),
    );
    if (!recorded) tell('  history: the server does not have it any more');
    return recorded;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    tell(`  history: not looked at. ${excerpt(error.message, 160)}`);
    return undefined;
  }
}
