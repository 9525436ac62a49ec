import type { Configuration } from '../process/configuration.ts';
import { readConfiguration } from '../process/configuration.ts';
import { removeOlder } from '../answers/answer-bound.ts';
import { openAnswers } from '../answers/open-answers.ts';
import { surveyAnswers } from '../answers/survey-answers.ts';
import { Problem } from './problem.ts';
import type { Say } from './say.ts';
import { plainText } from './say.ts';
import { counted } from './watch/amounts.ts';
import { writtenBytes } from './written-bytes.ts';

export interface AnswersOptions {
  clear?: true;
  olderThan?: number;
}

/** What is kept of paid answers: where, how many, how large, how old; or lets go of some. */
export async function showAnswers(
  { clear, olderThan }: AnswersOptions,
  say: Say,
  { responseStore, objectStorage }: Configuration = readConfiguration(),
  now: Date = new Date(),
): Promise<void> {
  if (!responseStore) throw new Problem('No answers are kept: RESPONSE_STORE is "off".');
  const store = openAnswers(responseStore.place, objectStorage);
  if (clear ?? olderThan !== undefined) {
    const before = clear ? Infinity : now.getTime() - (olderThan ?? 0) * 24 * 3_600_000;
    say(`${counted(await removeOlder(store.storage, before), 'answer')} removed from ${responseStore.place}`);
    return;
  }
  const { answers, bytes, oldest, newest, models } = await surveyAnswers(store);
  say(`Paid answers in ${responseStore.place}`);
  say(
    `  ${counted(answers, 'answer')}, ${writtenBytes(bytes)} of at most ${writtenBytes(responseStore.mostBytes)}`,
  );
  if (oldest === undefined || newest === undefined) return;
  say(`  the oldest kept ${dayOf(oldest)}, the newest ${dayOf(newest)}`);
  for (const each of models) {
    say(`  ${plainText(each.model)}: ${counted(each.answers, 'answer')}, ${writtenBytes(each.bytes)}`);
  }
}

function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ');
}
