import { failure, insufficientQuota, text, type Behaviour } from '../../scripted-provider/behaviour.ts';
import { defaultScript, verdictKeys } from '../../scripted-provider/default-script.ts';
import { draw } from '../../scripted-provider/draw.ts';
import type { ScriptedRequest } from '../../scripted-provider/scripted-request.ts';

/** What the provider does until it is told otherwise. */
export const moods = {
  answering: defaultScript,
  /** 3 % of the judge's replies are prose; asked again, the same question gets a fresh draw. */
  rambling: (request) =>
    verdictKeys(request.body) && draw('rambles', request.body, request.occurrence) < 0.03
      ? text('All of them have their merits, I would say.')
      : defaultScript(request),
  /** Takes requests and answers none. */
  hanging: () => ({ kind: 'hang' }),
  withoutQuota: insufficientQuota,
  refusingAll: () => failure(400, { message: 'Unknown parameter' }),
  /** A third of the requests fail, in three ways, each with the key it was sent in its body. */
  echoing: (request) => {
    if (request.occurrence > 0) return defaultScript(request);
    const luck = draw('echoes', request.body);
    if (luck < 0.12) return echo(500, request);
    if (luck < 0.2) return echo(400, request);
    if (luck < 0.28) return echo(429, request);
    return luck < 0.34 ? echo(200, request) : defaultScript(request);
  },
  echoing401: (request) => echo(401, request),
} satisfies Record<string, (request: ScriptedRequest) => Behaviour>;

export type Mood = keyof typeof moods;

function echo(status: number, { headers }: ScriptedRequest): Behaviour {
  const sent = headers.authorization ?? 'no key';
  const key = sent.replace(/^Bearer /, '');
  return failure(
    status,
    { message: `Not with ${key} (Authorization: ${sent}; curl -H 'api-key: ${key}'). See /keys?key=${key}.` },
    status === 429 ? { 'retry-after-ms': '100' } : {},
  );
}
