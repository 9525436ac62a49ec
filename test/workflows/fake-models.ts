import { Context } from '@temporalio/activity';
import type {
  GenerateInput,
  JudgeInput,
  ModelActivities,
  PreflightInput,
} from '../../src/contract/activities.ts';
import { parseModelName } from '../../src/contract/names.ts';
import type { Generation, TokenUsage } from '../../src/preference/generation.ts';
import type { JudgeReply } from '../../src/preference/judgement.ts';
import { rowOf } from './conversations.ts';
import { Log } from './latch.ts';

interface CallOf<Kind, Input> {
  kind: Kind;
  /** Without its provider. */
  model: string;
  row: number;
  /** How many calls of this kind the model had for this row before. */
  ask: number;
  workflowId: string;
  input: Input;
}

export type GenerateCall = CallOf<'generate', GenerateInput>;
export type JudgeCall = CallOf<'judge', JudgeInput>;
export type ModelCall = GenerateCall | JudgeCall;

/** What the models do; what is left out answers at once. A promise that never settles ends with its worker. */
export interface ModelScript {
  generate?: (call: GenerateCall) => Generation | Promise<Generation>;
  judge?: (call: JudgeCall) => JudgeReply | Promise<JudgeReply>;
  preflight?: (asked: PreflightInput) => void | Promise<void>;
}

export class FakeModels implements ModelActivities {
  readonly started = new Log<ModelCall>();
  readonly answered = new Log<ModelCall>();
  /** The most rows that were between their first call and their judge's answer at one time. */
  mostRowsUnderWay = 0;
  readonly #rowsUnderWay = new Set<number>();
  readonly preflights: PreflightInput[] = [];
  readonly #script: Required<Omit<ModelScript, 'preflight'>>;
  readonly #preflight: NonNullable<ModelScript['preflight']>;

  constructor({ generate = answer, judge = rate, preflight = () => undefined }: ModelScript = {}) {
    this.#script = { generate, judge };
    this.#preflight = preflight;
  }

  get calls(): readonly ModelCall[] {
    return this.started.entries;
  }

  get generateCalls(): GenerateCall[] {
    return this.calls.filter((call) => call.kind === 'generate');
  }

  get judgeCalls(): JudgeCall[] {
    return this.calls.filter((call) => call.kind === 'judge');
  }

  readonly generate = async (input: GenerateInput): Promise<Generation> => {
    const row = rowOf(input.messages.at(-1)?.content ?? '');
    const call = this.#start('generate', input.generator.model, row, input);
    this.#rowsUnderWay.add(row);
    this.mostRowsUnderWay = Math.max(this.mostRowsUnderWay, this.#rowsUnderWay.size);
    const generation = await orCancelled(this.#script.generate(call));
    this.answered.add(call);
    return generation;
  };

  readonly judge = async (input: JudgeInput): Promise<JudgeReply> => {
    const row = rowOf(input.instruction);
    const call = this.#start('judge', input.judge.model, row, input);
    const reply = await orCancelled(this.#script.judge(call));
    this.#rowsUnderWay.delete(row);
    this.answered.add(call);
    return reply;
  };

  /** Whatever is asked before a run; refuses as the script says. */
  readonly preflight = async (input: PreflightInput): Promise<{ usage: TokenUsage }> => {
    this.preflights.push(input);
    await this.#preflight(input);
    return { usage };
  };

  #start<Kind extends ModelCall['kind'], Input>(kind: Kind, name: string, row: number, input: Input) {
    const model = parseModelName(name).modelId;
    const isSame = (call: ModelCall) => call.kind === kind && call.model === model && call.row === row;
    const ask = this.calls.filter(isSame).length;
    const { workflowExecution } = Context.current().info;
    const call = { kind, model, row, ask, workflowId: workflowExecution?.workflowId ?? '', input };
    this.started.add(call as unknown as ModelCall);
    return call;
  }
}

const usage = { promptTokens: 10, completionTokens: 5 };

export function generation(text: string): Generation {
  return { text, finishReason: 'stop', usage };
}

/** `alpha on pond 7`. */
export function answer({ model, row }: GenerateCall): Generation {
  return generation(`${model} on pond ${row}`);
}

const ratingsByName = { alpha: 5, beta: 4, gamma: 3, original: 2 };

/** Rates each text by the name it begins with, whatever the order shown: alpha 5, beta 4, gamma 3, original 2. */
export function rate({ input: { texts } }: JudgeCall): JudgeReply {
  const named = Object.entries(ratingsByName);
  return {
    kind: 'rated',
    ratings: texts.map((text) => named.find(([name]) => text.startsWith(name))?.[1] ?? 1),
    rationales: texts.map((text) => `About "${text.slice(0, 30)}".`),
    usage,
  };
}

export function unparseable(detail: string): JudgeReply {
  return { kind: 'unparseable', detail, reply: `Said: ${detail}`, usage };
}

export function refused(detail: string): JudgeReply {
  return { kind: 'refused', detail, usage };
}

async function orCancelled<Answer>(answering: Answer | Promise<Answer>): Promise<Answer> {
  return await Promise.race([answering, Context.current().cancelled]);
}
