import { isCancellation } from '@temporalio/workflow';
import { aspectName } from '../preference/aspect.ts';
import { lossReasons, type DropReason, type LossReason } from '../preference/drop-reason.ts';
import { candidateOfGeneration, candidateOfLoss } from '../preference/candidate-of-generation.ts';
import type { CallRecord } from '../preference/call-record.ts';
import type { Candidate } from '../preference/candidate.ts';
import type { Message, Tool } from '../preference/conversation.schema.ts';
import type { TokenUsage } from '../preference/generation.ts';
import type { JudgeReply } from '../preference/judgement.ts';
import { repairPrompt } from '../preference/repair-prompt.ts';
import { countedImages, countedTexts, imagesIn } from '../preference/message-images.ts';
import { messageTexts } from '../preference/tool-texts.ts';
import { judgePrompt } from '../preference/ultrafeedback-prompt.ts';
import type { Answered, GenerateInput, JudgeInput, ModelQuestion } from '../contract/activities.ts';
import { mostOfCall } from '../contract/cost.ts';
import type { ModelPrices } from '../contract/prices.ts';
import { finalFailure, type Failure } from '../contract/failures.ts';
import { expectedTokens } from '../contract/expected-tokens.ts';
import { modelTaskQueue, parseModelName } from '../contract/names.ts';
import { requestOptionsOf } from '../contract/request-options.ts';
import type { AskedGenerator, Judge } from '../contract/run-input.schema.ts';
import { isPatient, laneOf } from '../contract/service-tier.ts';
import { jsonBytes } from '../contract/text-size.ts';
import { timeouts } from '../contract/timeouts.ts';
import { lookUps, modelActivities, recallActivities } from './activity-proxies.ts';
import type { Allowance } from './allowance.ts';
import type { CallsInTrouble } from './calls-in-trouble.ts';
import { CallWindow } from './call-window.ts';
import type { Gate } from './gate.ts';
import { namedFailure, type NamedFailure } from './named-failure.ts';

export interface GenerateCall {
  /** What the Temporal UI shows before the model's name: `row 17`. */
  label: string;
  generator: AskedGenerator;
  messages: Message[];
  tools?: Tool[] | undefined;
  seed: number;
  draw: string;
}

export interface JudgeCall extends Omit<JudgeInput, 'judge'> {
  /** What the Temporal UI shows before the model's name: `row 17`. */
  label: string;
  judge: Judge;
}

/** What model calls need of their shard. */
export interface CallSurroundings {
  gate: Gate;
  allowance: Allowance;
  prices: ModelPrices;
  /** Models of which answers are kept. */
  modelsKept: readonly string[];
  /** Whether these will do, where a model does not say. */
  reuse: boolean;
  inTrouble: CallsInTrouble;
  /** Told of every answer. */
  meter: (model: string, answer: Answered<CountedAnswer>) => void;
  /** Whether anything has answered in this run, as far as this shard knows: that the key, or the address, is right. */
  hasAnswered: { provider: (provider: string) => boolean; model: (model: string) => boolean };
  /** Whether calls may still start, in a shard that is to stop. */
  mayCall: () => boolean;
  /** Told of every call that gave nothing to go on with. */
  lose: (call: LostCall, loss: DropReason) => void;
}

export interface LostCall {
  model: string;
  /** As the Temporal UI labels it. */
  label: string;
  /** Given up otherwise. */
  wasAnswered: boolean;
}

/** What is counted of an answer. */
export interface CountedAnswer {
  usage: TokenUsage;
  call?: CallRecord | undefined;
}

interface PaidCall<Answer> {
  model: string;
  label: string;
  /** Texts that the activity is handed, for the size of its input. */
  texts: readonly string[];
  /** What the model is sent. */
  prompt: () => readonly string[];
  maxTokens: number;
  serviceTier: string | undefined;
  /** Whether every call of this model carries a system message, whatever its row brings. */
  ownSystemMessage: boolean;
  /** Whether an answer that was paid for before will do. */
  reuses: boolean;
  question: ModelQuestion;
  recall: (options: { summary: string }) => Promise<Answered<Answer> | null>;
  start: (options: ReturnType<typeof callOptions> & { activityId: string }) => Promise<Answered<Answer>>;
}

/**
 * The paid calls of one shard: each in its window, behind the gate and inside the allowance, labelled for the Temporal
 * UI, metered, and with a failure that costs only itself turned into a value. Any other failure ends the run.
 */
export class ModelCalls {
  readonly #window = new CallWindow();
  readonly #around: CallSurroundings;

  constructor(around: CallSurroundings) {
    this.#around = around;
  }

  async generate({ label, generator, messages, tools, seed, draw }: GenerateCall): Promise<Candidate> {
    const { name, model, temperature, topP, maxTokens, systemPrompt, toolChoice } = generator;
    const { reuse = this.#around.reuse } = generator;
    const shown = `${label} · ${name}`;
    const toolText = tools ? [JSON.stringify(tools)] : [];
    const texts = [...messages.flatMap(messageTexts), ...imagesIn(messages), ...toolText];
    const input: GenerateInput = {
      generator: {
        model,
        temperature,
        topP,
        maxTokens,
        ...requestOptionsOf(generator),
        ...chosenTool(toolChoice, tools),
      },
      messages,
      ...(tools ? { tools } : {}),
      seed,
      draw,
      ...(reuse ? {} : { fresh: true }),
    };
    const generation = await this.#call({
      model,
      label: shown,
      texts,
      prompt: () => [...countedTexts(messages), ...toolText],
      maxTokens,
      serviceTier: generator.serviceTier,
      ownSystemMessage: systemPrompt !== undefined,
      reuses: reuse,
      question: { generate: input },
      recall: (options) => recallActivities.recallGeneration.executeWithOptions(options, [input]),
      start: (options) => modelActivities.generate.executeWithOptions(options, [input]),
    });
    if ('reason' in generation) return candidateOfLoss(name, generation);
    const { call: record } = generation;
    const candidate: Candidate = {
      ...candidateOfGeneration(name, generation, maxTokens),
      ...(record ? { call: { model, record } } : {}),
    };
    if (candidate.loss) this.#around.lose({ model, label: shown, wasAnswered: true }, candidate.loss);
    return candidate;
  }

  async judge({ label, judge, ...question }: JudgeCall): Promise<JudgeReply | DropReason> {
    const { name, model, temperature, maxTokens, reuse = this.#around.reuse } = judge;
    const { aspect, instruction, texts, repair, images = [], reference = '' } = question;
    const input: JudgeInput = {
      judge: { model, temperature, maxTokens, ...requestOptionsOf(judge) },
      ...question,
      ...(reuse ? {} : { fresh: true }),
    };
    const shown = `${label} · ${name} · ${aspectName(aspect)}${repair ? ' · again' : ''}`;
    const reply = await this.#call({
      model,
      label: shown,
      texts: [instruction, ...texts, ...images, reference, repair?.reply ?? ''],
      prompt: () => [
        ...(repair ? repairPrompt(question, repair.reply, repair.problem) : judgePrompt(question)).map(
          ({ content }) => content,
        ),
        ...countedImages(images),
      ],
      maxTokens,
      serviceTier: judge.serviceTier,
      ownSystemMessage: true,
      reuses: reuse,
      question: { judge: input },
      recall: (options) => recallActivities.recallJudgement.executeWithOptions(options, [input]),
      start: (options) => modelActivities.judge.executeWithOptions(options, [input]),
    });
    if ('reason' in reply || reply.kind === 'rated') return reply;
    const reason = reply.kind === 'refused' ? 'Llm.Refused' : 'Judge.Unparseable';
    this.#around.lose({ model, label: shown, wasAnswered: true }, { reason, detail: reply.detail });
    return reply;
  }

  async #call<Answer extends CountedAnswer>(call: PaidCall<Answer>): Promise<Answer | DropReason> {
    const { model, label, texts, start, reuses } = call;
    const { gate, allowance, inTrouble, modelsKept, meter, mayCall, lose } = this.#around;
    if (reuses && modelsKept.includes(model)) {
      const kept = await this.#recall(call);
      if (kept) return kept;
    }
    const share = allowance.ask(this.#mostUsd(call));
    try {
      return await this.#window.run(totalBytes(texts), () =>
        gate.through(
          () =>
            share.during(async () => {
              const activityId = inTrouble.begin(model);
              try {
                const answer = await start({ ...callOptions(call), activityId });
                meter(model, answer);
                return answer;
              } finally {
                inTrouble.end(activityId);
              }
            }),
          () => mayCall() && share.isCovered(),
        ),
      );
    } catch (error) {
      const failure = namedFailure(error);
      const reason = failure && this.#lossFor(failure, call);
      if (!reason) throw failure ? finalFailure(endOf(failure)) : error;
      const loss = { reason, detail: failure.message };
      const { usage } = failure;
      if (usage) meter(model, { usage });
      lose({ model, label, wasAnswered: usage !== undefined }, loss);
      return loss;
    } finally {
      share.withdraw();
    }
  }

  /** What was paid for before: behind the gate, outside the allowance; undefined where there is nothing. */
  async #recall<Answer extends CountedAnswer>({
    model,
    label,
    texts,
    question,
    recall,
  }: PaidCall<Answer>): Promise<Answer | undefined> {
    if (!(await lookUps.hasAnswer(question).catch(foundNothing))) return undefined;
    const { gate, allowance, meter } = this.#around;
    const share = allowance.ask(0);
    try {
      const kept = await this.#window.run(totalBytes(texts), () =>
        gate.through(() => share.during(() => recall({ summary: `${label} · kept` }))),
      );
      if (!kept) return undefined;
      meter(model, kept);
      return kept;
    } catch (error) {
      foundNothing(error);
      return undefined;
    } finally {
      share.withdraw();
    }
  }

  /** What a failure costs this one call; undefined where it ends the run, since other rows would meet it too. */
  #lossFor(failure: NamedFailure, call: PaidCall<unknown>): LossReason | undefined {
    if (failure.noSystemRole && call.ownSystemMessage) return undefined;
    const { hasAnswered } = this.#around;
    const { provider } = parseModelName(call.model);
    if (failure.type === 'Llm.Unauthorized' && hasAnswered.provider(provider)) return failure.onceAnswered;
    if (failure.type === 'Llm.ModelUnusable' && hasAnswered.model(call.model)) return failure.onceAnswered;
    return lossReasons.find((reason) => reason === failure.type);
  }

  /** Nothing where the model is free, or its price is not known. */
  #mostUsd({
    model,
    prompt,
    maxTokens,
    serviceTier,
  }: Pick<PaidCall<unknown>, 'model' | 'prompt' | 'maxTokens' | 'serviceTier'>): number {
    const { prices } = this.#around;
    if (mostOfCall(model, { promptTokens: 1, completionTokens: 1 }, prices) === 0) return 0;
    const promptTokens = expectedTokens(...prompt());
    return mostOfCall(model, { promptTokens, completionTokens: maxTokens }, prices, laneOf(serviceTier));
  }
}

/** What a row cannot help is a fault of the model's settings. */
function endOf({ type, message, noSystemRole }: NamedFailure): Failure {
  return { type: noSystemRole ? 'Llm.ModelUnusable' : type, message };
}

/** A choice of tools goes with tools, and one of a single tool with that tool. */
function chosenTool(toolChoice: AskedGenerator['toolChoice'], tools: readonly Tool[] | undefined) {
  if (!tools || toolChoice === undefined) return {};
  const isThere =
    typeof toolChoice === 'string' || tools.some(({ function: { name } }) => name === toolChoice.name);
  return isThere ? { toolChoice } : {};
}

/** A store that cannot be read costs a call, and not the row. */
function foundNothing(error: unknown): undefined {
  if (isCancellation(error)) throw error;
}

function totalBytes(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + jsonBytes(text), 0);
}

function callOptions({
  model,
  label,
  serviceTier,
}: Pick<PaidCall<unknown>, 'model' | 'label' | 'serviceTier'>) {
  return {
    taskQueue: modelTaskQueue(parseModelName(model).provider),
    summary: label,
    ...(isPatient(serviceTier) ? { startToCloseTimeout: timeouts.patientModelCall } : {}),
  };
}
