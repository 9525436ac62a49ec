import type { Ledger } from '../../scripted-provider/ledger.ts';
import type { CompletionBody } from '../../scripted-provider/scripted-request.ts';
import type { Mood } from './provider-moods.ts';

/** One request as the provider remembers it. */
export interface SeenRequest {
  /** Identifies what was asked, by {@link callKey}. */
  call: string;
  /** The key it came with: every worker process has one of its own. */
  apiKey: string;
  receivedAt: number;
  finishedAt: number | null;
  outcome: 'pending' | 'answered' | 'unread' | 'aborted';
  status: number | null;
}

export interface Counts extends Ledger {
  inFlight: number;
}

/** What the provider process is asked over its IPC channel, and what it answers. */
export interface Answers {
  counts: Counts;
  requests: SeenRequest[];
  done: null;
}

export type Question =
  { ask: 'counts' } | { ask: 'requests' } | { ask: 'mood'; mood: Mood } | { ask: 'down'; seconds: number };

export type NumberedQuestion = Question & { number: number };

export interface NumberedAnswer {
  number: number;
  answer: unknown;
}

/** What makes a call the same call: model and messages, which no other call of a trial shares. */
export function callKey({ model, messages }: Pick<CompletionBody, 'model' | 'messages'>): string {
  return JSON.stringify([model, messages.map(({ role, content }) => [role, content])]);
}
