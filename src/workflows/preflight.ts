import { isCancellation } from '@temporalio/workflow';
import type { PreflightInput } from '../contract/activities.ts';
import { laneOf } from '../contract/service-tier.ts';
import { mostOfCall } from '../contract/cost.ts';
import { finalFailure, type Failure, type FailureType } from '../contract/failures.ts';
import { modelTaskQueue, parseModelName } from '../contract/names.ts';
import { mostPromptTokens, preflightQuestions } from '../contract/preflight-questions.ts';
import { addTallies, tallyOfCall } from '../contract/tally.ts';
import type { CarriedRun } from '../contract/workflows.ts';
import { datasetActivities, preflightActivities } from './activity-proxies.ts';
import type { CallsInTrouble } from './calls-in-trouble.ts';
import { isPausing, pauseFor, type Gate } from './gate.ts';
import { namedFailure, type NamedFailure } from './named-failure.ts';

/** What no row can mend. Anything else may be of the question, or may pass: the run finds out. */
const unmendable: readonly FailureType[] = ['Llm.ModelUnusable', 'Llm.Unauthorized', 'Llm.Forbidden'];

interface Preflighted {
  gate: Gate;
  inTrouble: CallsInTrouble;
}

/**
 * Asks every model of a run one tiny question, as the run will ask it, before anything else is paid. All that cannot be
 * called are told at once, and the output folder is let go, so that the mended run can start in the same place. What
 * the questions cost is the run's.
 */
export async function preflight(run: CarriedRun, { gate, inTrouble }: Preflighted): Promise<void> {
  const questions = preflightQuestions(run.input);
  if (costOfAll(questions, run) > (run.bounds.budgetUsd ?? Infinity)) return;
  const outcomes = await Promise.all(questions.map((question) => ask(question, run, inTrouble)));
  const failures = outcomes.flatMap((failure) => failure ?? []);
  const problems = failures.filter(({ type, noSystemRole }) => noSystemRole ?? unmendable.includes(type));
  if (problems.length > 0) {
    await datasetActivities.releaseOutput({ run: run.run, path: run.input.output.path });
    throw finalFailure(together(problems));
  }
  // A quota that is used up keeps the run from beginning.
  const quota = failures.find(isPausing);
  if (quota) gate.close(pauseFor(quota));
}

async function ask(
  question: PreflightInput,
  run: CarriedRun,
  inTrouble: CallsInTrouble,
): Promise<NamedFailure | undefined> {
  const { model } = question;
  const activityId = inTrouble.begin(model);
  try {
    const { usage } = await preflightActivities.preflight.executeWithOptions(
      {
        taskQueue: modelTaskQueue(parseModelName(model).provider),
        summary: `preflight · ${model}`,
        activityId,
      },
      [question],
    );
    run.tally = addTallies(run.tally, tallyOfCall(model, usage));
    return undefined;
  } catch (error) {
    if (isCancellation(error)) throw error;
    const failure = namedFailure(error);
    if (!failure) throw error;
    if (failure.usage) run.tally = addTallies(run.tally, tallyOfCall(model, failure.usage));
    return failure;
  } finally {
    inTrouble.end(activityId);
  }
}

function costOfAll(questions: readonly PreflightInput[], { prices }: CarriedRun): number {
  return questions.reduce(
    (sum, { model, maxTokens, serviceTier }) =>
      sum +
      mostOfCall(
        model,
        { promptTokens: mostPromptTokens, completionTokens: maxTokens },
        prices,
        laneOf(serviceTier),
      ),
    0,
  );
}

function together(problems: readonly NamedFailure[]): Failure {
  const messages = [...new Set(problems.map(({ message }) => message))];
  const types = new Set(
    problems.map(({ type, noSystemRole }) => (noSystemRole ? 'Llm.ModelUnusable' : type)),
  );
  const [type] = types;
  return {
    type: types.size === 1 && type ? type : 'Llm.ModelUnusable',
    message:
      messages.length === 1
        ? `before any row was paid: ${messages.join('')}`
        : `before any row was paid, ${messages.length} problems:\n${messages.map((message) => `- ${message}`).join('\n')}`,
  };
}
