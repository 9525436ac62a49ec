import { setTimeout as sleep } from 'node:timers/promises';
import type { ToolCall } from '../preference/conversation.schema.ts';
import { seededRandom } from '../preference/seeded-random.ts';
import { messageTexts, toolsText } from '../preference/tool-texts.ts';
import type { ChatModel, ChatReply, ChatRequest } from './chat-model.ts';
import { simulatedJson } from './simulated-json.ts';
import { simulatedThought } from './simulated-thought.ts';
import { noisyRating, qualitiesShown } from './simulated-quality.ts';

export interface SimulatedModelOptions {
  /** Mean milliseconds a call takes; each request has its own fixed share of it, from a half to one and a half. */
  latencyMilliseconds?: number;
}

/**
 * Provider `simulated`: free, offline, and the same reply for the same request, so that the whole pipeline can be
 * tried, tested and replayed. Every reply says that it is simulated.
 */
export function simulatedChatModel({ latencyMilliseconds = 0 }: SimulatedModelOptions = {}): ChatModel {
  return {
    async complete(request, signal) {
      signal.throwIfAborted();
      const random = seededRandom(
        request.model,
        JSON.stringify(request.messages),
        request.seed ?? 'unseeded',
      );
      const share = 0.5 + random();
      if (latencyMilliseconds > 0) await pause(latencyMilliseconds * share, signal);
      return simulatedReply(request, random);
    },
  };
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

function simulatedReply(request: ChatRequest, random: () => number): ChatReply {
  const schema = request.responseSchema?.schema ?? verdictsAskedFor(request);
  const answer = schema ? verdicts(schema, request, random) : generation(request, random);
  const toolCalls = schema ? undefined : simulatedCall(request);
  if (toolCalls) {
    const completionTokens = Math.min(tokens(JSON.stringify(toolCalls)), request.maxTokens);
    return {
      text: '',
      toolCalls,
      finishReason: 'stop',
      usage: { promptTokens: promptTokens(request), completionTokens },
    };
  }
  const thought = simulatedThought(request);
  const longest = request.maxTokens * charactersPerToken;
  const room = Math.max(0, longest - (thought?.length ?? 0));
  const reasoningTokens = Math.min(tokens(thought ?? ''), request.maxTokens);
  return {
    text: answer.slice(0, room),
    ...(thought === undefined ? {} : { reasoning: thought.slice(0, longest) }),
    finishReason: answer.length > room ? 'length' : 'stop',
    usage: {
      promptTokens: promptTokens(request),
      completionTokens: Math.min(tokens(answer) + reasoningTokens, request.maxTokens),
      ...(reasoningTokens > 0 ? { reasoningTokens } : {}),
    },
  };
}

/** A call of the tool that must be called, or of the first; none where an answer may be in words. */
function simulatedCall({ tools = [], toolChoice, model }: ChatRequest): ToolCall[] | undefined {
  if (toolChoice === undefined || toolChoice === 'auto' || toolChoice === 'none') return undefined;
  const name = toolChoice === 'required' ? tools[0]?.function.name : toolChoice.name;
  if (name === undefined) return undefined;
  const given = JSON.stringify({ simulated: model });
  return [{ id: 'simulated', type: 'function', function: { name, arguments: given } }];
}

function promptTokens({ messages, tools }: ChatRequest): number {
  return tokens([...messages.flatMap(messageTexts), toolsText(tools) ?? ''].join('\n').trimEnd());
}

function verdicts(
  schema: Record<string, unknown>,
  { model, messages }: ChatRequest,
  random: () => number,
): string {
  const rationale = `[simulated ${model}] Rated by a hash of the prompt, not by reading it.`;
  const made = simulatedJson(schema, rationale, random) as Record<string, object>;
  for (const [key, quality] of qualitiesShown(messages)) {
    const seen = `[simulated ${model}] Rated by the quality in the name of the simulated model that wrote it, with noise.`;
    if (key in made) made[key] = { ...made[key], rationale: seen, rating: noisyRating(quality, random) };
  }
  return JSON.stringify(made);
}

/** The form this project's judges are asked for in words: a last message with a line `{"text_1": {…}, …}`. */
function verdictsAskedFor({ messages }: ChatRequest): Record<string, unknown> | undefined {
  const form = messages
    .at(-1)
    ?.content.split('\n')
    .findLast((line) => line.startsWith('{"text_1":'));
  if (form === undefined) return undefined;
  const verdict = { properties: { rationale: { type: 'string' }, rating: { enum: [1, 2, 3, 4, 5] } } };
  return {
    properties: Object.fromEntries([...form.matchAll(/"(text_\d+)":/g)].map(([, key]) => [key, verdict])),
  };
}

const sentences = [
  'The short answer is that it depends on what you already know.',
  'Start with the smallest case and check it by hand before going further.',
  'Two things matter here: the order of the steps and what each of them costs.',
  'A common mistake is to skip the second step because the first one looks complete.',
  'In practice most people settle for the simpler of the two ways.',
  'If that does not hold in your case, say what differs and the answer changes with it.',
  'An example makes it concrete: take three items, weigh each, and keep the heaviest.',
  'There are exceptions, though none that a first attempt needs to cover.',
] as const;

function generation({ model }: ChatRequest, random: () => number): string {
  const count = 1 + Math.floor(random() * 5);
  const body = Array.from({ length: count }, () => sentences[Math.floor(random() * sentences.length)]);
  return [`[simulated ${model}]`, ...body].join(' ');
}

const charactersPerToken = 4;

function tokens(text: string): number {
  return Math.ceil(text.length / charactersPerToken);
}
