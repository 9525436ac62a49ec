import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface DownloadPatience {
  /** Until the server starts to answer. */
  answerMilliseconds: number;
  /** Until the last byte. */
  totalMilliseconds: number;
}

/** Saves what an address serves. Throws in words if it isn't reachable, answers with an error or takes too long. */
export async function download(
  url: URL,
  file: string,
  { answerMilliseconds, totalMilliseconds }: DownloadPatience,
): Promise<void> {
  const giveUp = new AbortController();
  const answerTimer = giveUpAfter(answerMilliseconds, 'no answer');
  const totalTimer = giveUpAfter(totalMilliseconds, 'not complete');
  try {
    const response = await fetch(url, { signal: giveUp.signal });
    clearTimeout(answerTimer);
    if (!response.ok || !response.body) {
      throw new Error(`answered ${response.status} ${response.statusText}`.trimEnd());
    }
    await pipeline(Readable.fromWeb(response.body), createWriteStream(file), { signal: giveUp.signal });
  } catch (error) {
    if (giveUp.signal.aborted) throw giveUp.signal.reason;
    throw withReason(error);
  } finally {
    clearTimeout(answerTimer);
    clearTimeout(totalTimer);
    giveUp.abort();
  }

  function giveUpAfter(milliseconds: number, problem: string): NodeJS.Timeout {
    return setTimeout(
      () => giveUp.abort(new Error(`${problem} after ${milliseconds / 1000} s`)),
      milliseconds,
    );
  }
}

/** `fetch` says "fetch failed" and keeps the reason in its cause. */
function withReason(error: unknown): unknown {
  const cause = error instanceof TypeError ? error.cause : undefined;
  return cause instanceof Error ? new Error(`not reachable (${cause.message})`, { cause: error }) : error;
}
