import { log } from '@temporalio/activity';
import type { RecallActivities } from '../contract/activities.ts';
import { parseModelName } from '../contract/names.ts';
import type { ProviderAnswers } from '../answers/provider-answers.ts';
import { readJudge } from './model-activities.ts';
import { askedOf, generateAsk, judgeAsk } from './model-questions.ts';
import { carriedGeneration } from './carried-answer.ts';
import { recallAnswer } from './recall-answer.ts';

/** By provider; one that costs nothing, and a worker without a store, keeps none. */
export type KeptAnswers = ReadonlyMap<string, ProviderAnswers>;

/** What was paid for before, outside every provider's limits. */
export function recallActivities(kept: KeptAnswers): RecallActivities {
  const answersOf = (model: string) => kept.get(parseModelName(model).provider);
  return {
    async hasAnswer(question) {
      const { model, ask } = askedOf(question);
      try {
        return (await answersOf(model)?.has(ask)) ?? false;
      } catch (error) {
        log.warn('RESPONSE_STORE could not be read, so the call is made again', {
          why: (error as Error).message,
        });
        return false;
      }
    },

    async recallGeneration(input) {
      const answers = answersOf(input.generator.model);
      const ask = generateAsk(input);
      const reply = await recallAnswer(answers, ask);
      return answers && reply ? carriedGeneration(reply, answers.hashOf(ask)) : null;
    },

    async recallJudgement(input) {
      const answers = answersOf(input.judge.model);
      const ask = judgeAsk(input);
      const reply = await recallAnswer(answers, ask);
      return answers && reply ? readJudge(input, reply, answers.hashOf(ask)) : null;
    },
  };
}

/** Of these models, those of which anything is kept. */
export async function modelsAnswered(models: readonly string[], kept: KeptAnswers): Promise<string[]> {
  const answered = await Promise.all(
    models.map(async (model) => {
      const { provider, modelId } = parseModelName(model);
      try {
        return (await kept.get(provider)?.hasAnyOf(modelId)) ? [model] : [];
      } catch (error) {
        log.warn('RESPONSE_STORE could not be read, so no answer is reused', {
          why: (error as Error).message,
        });
        return [];
      }
    }),
  );
  return answered.flat();
}
