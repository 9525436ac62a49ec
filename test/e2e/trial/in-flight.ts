import type { SeenRequest } from '../processes/provider-questions.ts';
import type { RecordedCall } from './recorded-calls.ts';

/** A process that was killed, and whose calls that could have touched. */
export interface Kill {
  at: number;
  /** The killed worker's key; without one, as when the server was killed, any worker's. */
  apiKey?: string;
}

export interface CallsAtKills {
  /** How many calls each kill found in flight: sent to the provider by then, their answers not yet recorded. */
  inFlight: number[];
  /** Of these, at all kills together, the requests whose answer the killed process had not read. */
  unread: number;
  /** Requests repeated although no kill had found the call in flight: each would be a call paid twice for nothing. */
  unexplained: number;
}

/**
 * Matches what the provider saw with what the histories recorded, call by call. Both clocks are this machine's, and
 * the histories' times are read after the run, so no look at a running system can miss or guess anything.
 */
export function callsAtKills(
  requests: readonly SeenRequest[],
  recorded: readonly RecordedCall[],
  kills: readonly Kill[],
): CallsAtKills {
  const recordedAt = new Map(recorded.map(({ call, recordedAt: at }) => [call, at]));
  const lost = new Set<SeenRequest>();
  let unread = 0;
  const inFlight = kills.map((kill) => {
    const found = requests.filter(
      (request) =>
        !lost.has(request) &&
        couldTouch(kill, request) &&
        (recordedAt.get(request.call) ?? Infinity) > kill.at,
    );
    for (const request of found) lost.add(request);
    unread += found.filter(
      ({ finishedAt, outcome }) => outcome === 'unread' || (finishedAt ?? Infinity) > kill.at,
    ).length;
    return found.length;
  });

  const sent = countBy(requests);
  const explained = countBy([...lost]);
  const unexplained = [...sent].reduce(
    (sum, [call, times]) => sum + Math.max(0, times - 1 - (explained.get(call) ?? 0)),
    0,
  );
  return { inFlight, unread, unexplained };
}

/** What a worker sent before it was killed may reach a busy provider only after. */
function couldTouch({ at, apiKey }: Kill, request: SeenRequest): boolean {
  return apiKey === undefined ? request.receivedAt <= at : request.apiKey === apiKey;
}

function countBy(requests: readonly SeenRequest[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { call } of requests) counts.set(call, (counts.get(call) ?? 0) + 1);
  return counts;
}
