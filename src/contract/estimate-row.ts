import { askedAspect } from '../preference/aspect.ts';
import { askedSamples } from '../preference/asked-samples.ts';
import { isAnswering } from '../preference/candidate.ts';
import type { Conversation, Message } from '../preference/conversation.schema.ts';
import { isDropReason } from '../preference/drop-reason.ts';
import { keptJudgements, ordersKept, type GivenAnswers } from '../preference/given-answers.ts';
import { formatMessages } from '../preference/format-messages.ts';
import { countedTexts, imagesIn, withImages } from '../preference/message-images.ts';
import { poolOf } from '../preference/pool-of.ts';
import { prepareInstruction } from '../preference/prepare-instruction.ts';
import { judgePrompt } from '../preference/ultrafeedback-prompt.ts';
import { toolFence } from '../preference/tool-sections.ts';
import { toolsText, wholeAnswer } from '../preference/tool-texts.ts';
import { withSystemPrompt } from '../preference/with-system-prompt.ts';
import { expectedTokens } from './expected-tokens.ts';
import type { RunSettings } from './run.ts';
import { laneOf } from './service-tier.ts';
import { addTallies, emptyTally, type Tally } from './tally.ts';

/** Of a generator, where the conversation holds no response to go by. */
const tokensOfAnswer = 250;
/** A rationale and a rating, as judges write them about one text. */
const tokensOfVerdict = 80;

/** What a row's calls are expected to use, and what they use if every answer is as long as `maxTokens` allows. */
export interface RowEstimate {
  expected: Tally['usage'];
  most: Tally['usage'];
}

type EstimatedSettings = Pick<
  RunSettings,
  'generators' | 'candidates' | 'original' | 'judges' | 'pairing' | 'seed'
>;

/**
 * Calls and tokens of one row before any is made. Prompts are counted as they will be sent; answers are expected to be
 * as long as the response in the source. Calls asked again after a failure come on top. Undefined where the row makes
 * no call.
 */
export function estimateRow(
  conversation: Conversation,
  settings: EstimatedSettings,
  given: GivenAnswers = { candidates: [] },
): RowEstimate | undefined {
  const there = given.candidates.filter(isAnswering).map(wholeAnswer);
  const formatted = formatMessages(conversation, there.length > 0);
  if (isDropReason(formatted)) return undefined;
  const { prompt, originalResponse, originalCalls } = formatted;
  const { tools, rowId } = conversation;
  const asked = askedSamples(settings.generators, poolOf(settings), { seed: settings.seed, rowId });
  const likely =
    originalResponse === undefined
      ? tokensOfAnswer
      : expectedTokens(wholeAnswer({ text: originalResponse, toolCalls: originalCalls }));
  const shown = settings.original && originalResponse !== undefined ? likely : undefined;
  const toolTokens = expectedTokens(toolsText(tools) ?? '');
  const kept = asked.length > 0 ? [] : keptJudgements(given.candidates, given, settings.judges);
  const usageWith = (answerTokens: (mostTokens: number, likelyTokens: number) => number) => {
    const answers = asked.map(({ generator: { maxTokens } }) => answerTokens(maxTokens, likely));
    const texts = [
      ...there.map((text) => expectedTokens(text)),
      ...answers,
      ...(shown === undefined ? [] : [shown]),
    ];
    return addTallies(
      ...asked.map(({ generator: { model, systemPrompt, maxTokens, serviceTier } }) =>
        usageOf(
          { model, serviceTier },
          1,
          promptTokens(withSystemPrompt(prompt, systemPrompt)) + toolTokens,
          answerTokens(maxTokens, likely),
        ),
      ),
      ...settings.judges.flatMap(({ name, model, aspects, orders, maxTokens, reference, serviceTier }) =>
        aspects
          .filter(({ aspect }) => ordersKept(kept, name, aspect) === 0)
          .map((given) => {
            const fence = toolFence(prompt, tools, []);
            const instruction = prepareInstruction(prompt, { tools, fence });
            const question = judgePrompt({
              aspect: askedAspect(given),
              instruction,
              texts: texts.map(() => ''),
              ...(reference === 'original' ? { reference: originalResponse } : {}),
            });
            const asked =
              promptTokens(withImages(question, imagesIn(prompt))) +
              texts.reduce((sum, tokens) => sum + tokens, 0);
            return usageOf(
              { model, serviceTier },
              orders,
              asked,
              answerTokens(maxTokens, texts.length * tokensOfVerdict),
            );
          }),
      ),
    ).usage;
  };
  return { expected: usageWith(Math.min), most: writtenToCache(usageWith((mostTokens) => mostTokens)) };
}

/** At most, providers charge for writing every prompt to their caches. */
function writtenToCache(usage: Tally['usage']): Tally['usage'] {
  return Object.fromEntries(
    Object.entries(usage).map(([model, { lanes, ...used }]) => [
      model,
      {
        ...written(used),
        ...(lanes
          ? { lanes: Object.fromEntries(Object.entries(lanes).map(([lane, each]) => [lane, written(each)])) }
          : {}),
      },
    ]),
  );
}

function written<Used extends { promptTokens: number }>(used: Used): Used & { cacheWriteTokens: number } {
  return { ...used, cacheWriteTokens: used.promptTokens };
}

function usageOf(
  { model, serviceTier }: { model: string; serviceTier?: string | undefined },
  calls: number,
  prompt: number,
  completion: number,
): Tally {
  const usage = { calls, promptTokens: calls * prompt, completionTokens: calls * completion };
  const lane = laneOf(serviceTier);
  const lanes = lane === undefined ? {} : { lanes: { [lane]: usage } };
  return { ...emptyTally(), usage: { [model]: { ...usage, ...lanes } } };
}

function promptTokens(messages: readonly Message[]): number {
  return expectedTokens(...countedTexts(messages));
}
