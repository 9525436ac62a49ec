import type { Providers } from '../models/providers.ts';
import type { AnswerBound } from './answer-bound.ts';
import type { AnswerStore } from './answer-store.ts';
import { ProviderAnswers } from './provider-answers.ts';

/** The kept answers of every provider whose answers are paid for. */
export function answersByProvider(
  store: AnswerStore,
  bound: Pick<AnswerBound, 'count'>,
  providers: Pick<Providers, 'usable'>,
): Map<string, ProviderAnswers> {
  return new Map(
    providers.usable().flatMap(({ name, chatModel: { wire } }) => {
      return wire ? [[name, new ProviderAnswers(store, bound, name, wire)]] : [];
    }),
  );
}
