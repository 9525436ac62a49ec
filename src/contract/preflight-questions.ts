import { isRange } from '../preference/asked-samples.ts';
import type { TokenUsage } from '../preference/generation.ts';
import type { PreflightInput } from './activities.ts';
import type { RowEstimate } from './estimate-row.ts';
import { parseModelName } from './names.ts';
import { requestOptionsOf } from './request-options.ts';
import type { RunInput } from './run-input.schema.ts';
import { laneOf } from './service-tier.ts';
import { addTallies, tallyOfCall } from './tally.ts';

type AskedOf = Pick<RunInput, 'generators' | 'candidates' | 'judges' | 'limits'>;

/** What the prompt of a question may take at most, with the schema of a verdict. */
export const mostPromptTokens = 500;

/** What is asked before a run's rows: each way of calling a model once; simulated models can be called in every way. */
export function preflightQuestions({ generators, candidates, judges, limits }: AskedOf): PreflightInput[] {
  if (!limits.preflight) return [];
  const questions = [
    ...generators.map(({ model, temperature, topP, maxTokens, systemPrompt, systemPrompts, ...others }) => ({
      model,
      // Of a range its end: what a model refuses is any but its own, or one too high.
      temperature: isRange(temperature) ? temperature[1] : temperature,
      topP,
      maxTokens,
      systemMessage: (systemPrompt ?? systemPrompts ?? candidates?.systemPrompts) !== undefined,
      judges: false,
      ...requestOptionsOf(others),
    })),
    ...judges.map(({ model, temperature, maxTokens, ...others }) => ({
      model,
      temperature,
      maxTokens,
      systemMessage: true,
      judges: true,
      ...requestOptionsOf(others),
    })),
  ].filter(({ model }) => parseModelName(model).provider !== 'simulated');
  return [...new Map(questions.map((question) => [JSON.stringify(question), question])).values()];
}

/** What the questions use, as far as can be told before they are asked. */
export function estimatePreflight(input: AskedOf): RowEstimate {
  const questions = preflightQuestions(input);
  const usageOf = (usageOfOne: (question: PreflightInput) => TokenUsage) =>
    addTallies(
      ...questions.map((question) =>
        tallyOfCall(question.model, { ...usageOfOne(question), lane: laneOf(question.serviceTier) }),
      ),
    ).usage;
  return {
    expected: usageOf(({ judges, maxTokens }) => ({
      promptTokens: judges ? 200 : 20,
      completionTokens: Math.min(judges ? 60 : 5, maxTokens),
    })),
    most: usageOf(({ maxTokens }) => ({ promptTokens: mostPromptTokens, completionTokens: maxTokens })),
  };
}
