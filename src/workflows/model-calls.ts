import { lossReasons, type DropReason } from '../preference/drop-reason.ts';
import { candidateOfGeneration, candidateOfLoss } from '../preference/candidate-of-generation.ts';
import type { Candidate } from '../preference/candidate.ts';
import type { Message } from '../preference/conversation.schema.ts';
import type { TokenUsage } from '../preference/generation.ts';
import type { JudgeReply } from '../preference/judgement.ts';
import type { JudgeInput } from '../contract/activities.ts';
import { modelTaskQueue, parseModelName } from '../contract/names.ts';
import type { Generator, Judge } from '../contract/run-input.schema.ts';
import { jsonBytes } from '../contract/text-size.ts';
import { modelActivities } from './activity-proxies.ts';
import { CallWindow } from './call-window.ts';
import type { Gate } from './gate.ts';
import { namedFailure } from './named-failure.ts';

export interface GenerateCall {
  /** What the Temporal UI shows before the model's name: `row 17`. */
  label: string;
  generator: Generator;
  messages: Message[];
  seed: number;
}

export interface JudgeCall extends Omit<JudgeInput, 'judge'> {
  /** What the Temporal UI shows before the model's name: `row 17`. */
  label: string;
  judge: Judge;
}

/**
 * The paid calls of one shard: each behind the gate and in its window, labelled for the Temporal UI, metered, and with a failure that
 * costs only itself turned into a value. Any other failure ends the run.
 */
export class ModelCalls {
  readonly #window = new CallWindow();
  readonly #gate: Gate;
  readonly #meter: (model: string, usage: TokenUsage) => void;

  constructor(gate: Gate, meter: (model: string, usage: TokenUsage) => void) {
    this.#gate = gate;
    this.#meter = meter;
  }

  async generate({ label, generator, messages, seed }: GenerateCall): Promise<Candidate> {
    const { name, model, temperature, topP, maxTokens } = generator;
    const generation = await this.#call(
      messages.map(({ content }) => content),
      () =>
        modelActivities.generate.executeWithOptions(callOptions(model, `${label} · ${name}`), [
          { generator: { model, temperature, topP, maxTokens }, messages, seed },
        ]),
    );
    if ('reason' in generation) return candidateOfLoss(name, generation);
    this.#meter(model, generation.usage);
    return candidateOfGeneration(name, generation);
  }

  async judge({ label, judge, ...question }: JudgeCall): Promise<JudgeReply | DropReason> {
    const { name, model, temperature, maxTokens } = judge;
    const { aspect, instruction, texts, repair } = question;
    const summary = `${label} · ${name} · ${aspect}${repair ? ' · again' : ''}`;
    const reply = await this.#call([instruction, ...texts, repair?.reply ?? ''], () =>
      modelActivities.judge.executeWithOptions(callOptions(model, summary), [
        { judge: { model, temperature, maxTokens }, ...question },
      ]),
    );
    if (!('reason' in reply)) this.#meter(model, reply.usage);
    return reply;
  }

  async #call<Answer>(texts: readonly string[], call: () => Promise<Answer>): Promise<Answer | DropReason> {
    const bytes = texts.reduce((sum, text) => sum + jsonBytes(text), 0);
    try {
      return await this.#gate.through(() => this.#window.run(bytes, call));
    } catch (error) {
      const failure = namedFailure(error);
      const reason = lossReasons.find((lossReason) => lossReason === failure?.type);
      if (!failure || !reason) throw error;
      return { reason, detail: failure.message };
    }
  }
}

function callOptions(model: string, summary: string) {
  return { taskQueue: modelTaskQueue(parseModelName(model).provider), summary };
}
