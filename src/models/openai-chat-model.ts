import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import { isPatient } from '../contract/service-tier.ts';
import { parseChatCompletion } from './chat-completion.schema.ts';
import type { ChatModel, ChatReply, ChatRequest } from './chat-model.ts';
import { classifyFailure, failureInBody, modelFailure, paidInVain, passing } from './classify-failure.ts';
import { countedUsage, paidUsage } from './counted-usage.ts';
import { withDeadline } from '../http/deadline.ts';
import { OpenaiClient } from './openai-client.ts';
import { withoutSystemRole } from './without-system-role.ts';
import { parseProviderError } from './provider-error.schema.ts';
import { sentMessages, sentToolChoice } from './sent-messages.ts';
import { sentOptions } from './sent-options.ts';

/** A server that speaks OpenAI's chat completions: OpenAI itself, a proxy, vLLM, llama.cpp, Ollama. */
export interface OpenaiProvider {
  name: string;
  /** With its version: `https://api.openai.com/v1`. */
  baseUrl: string;
  /** Left out for servers that ask for none. */
  apiKey?: string | undefined;
  /** Over the whole call, from connecting to the answer's last byte. */
  requestTimeoutMilliseconds: number;
  /** The same of a tier that waits for its turn; left out where none has. */
  patientTimeoutMilliseconds?: number | undefined;
  /** What the provider calls the token limit: OpenAI's reasoning models refuse the older `max_tokens`. */
  maxTokensParameter: 'max_tokens' | 'max_completion_tokens';
  /** Whether it enforces `response_format: json_schema`. Where not, the prompt alone asks for the form. */
  structuredOutputs: boolean;
  /** Whether calls carry their `seed`, which some servers refuse as unknown. */
  sendSeed: boolean;
  /** Whether models take a system message. Where not, its words go into the first user message. */
  systemRole: boolean;
  /** By model id: where one differs from the rest. */
  models: Readonly<Record<string, ModelDialect>>;
}

type Dialect = Pick<OpenaiProvider, 'maxTokensParameter' | 'structuredOutputs' | 'sendSeed' | 'systemRole'>;
export type ModelDialect = { [Setting in keyof Dialect]?: Dialect[Setting] | undefined };

function dialectOf(provider: OpenaiProvider, model: string): Dialect {
  const own = Object.hasOwn(provider.models, model) ? provider.models[model] : undefined;
  return {
    maxTokensParameter: own?.maxTokensParameter ?? provider.maxTokensParameter,
    structuredOutputs: own?.structuredOutputs ?? provider.structuredOutputs,
    sendSeed: own?.sendSeed ?? provider.sendSeed,
    systemRole: own?.systemRole ?? provider.systemRole,
  };
}

/** Local servers want some key in the header and look at none. */
const placeholderKey = 'none';

/** Throws if the key cannot be sent in a header, which would otherwise fail every call with the key in the message. */
export function openaiChatModel(provider: OpenaiProvider): ChatModel {
  const { name, apiKey, requestTimeoutMilliseconds, patientTimeoutMilliseconds } = provider;
  if (apiKey && /[^\x21-\x7e]/.test(apiKey)) {
    throw new Error(
      `The key for provider ${name} holds a space, a line break or a character outside ASCII. ` +
        "Set it again in the worker's environment, without them.",
    );
  }
  const client = new OpenaiClient({
    ...provider,
    apiKey: apiKey === undefined || apiKey === '' ? placeholderKey : apiKey,
  });
  const secrets = apiKey ? [apiKey] : [];

  const bodyOf = (request: ChatRequest) => completionParameters(request, dialectOf(provider, request.model));

  return {
    wire: { address: provider.baseUrl, bodyOf },

    async complete(request, signal) {
      const model = { provider: name, model: request.model, secrets };
      const timeout = isPatient(request.serviceTier)
        ? (patientTimeoutMilliseconds ?? requestTimeoutMilliseconds)
        : requestTimeoutMilliseconds;
      try {
        const body: unknown = await withDeadline(signal, timeout, async (bounded) =>
          client.chat.completions.create(bodyOf(request), {
            signal: bounded,
            timeout,
            ...(request.extraHeaders ? { headers: request.extraHeaders } : {}),
          }),
        );
        const failure = failureInBody(body, { ...model, now: new Date() });
        if (failure) throw failure;
        return readReply(body, request, model);
      } catch (error) {
        signal.throwIfAborted();
        throw classifyFailure(error, { ...model, now: new Date() });
      }
    },
  };
}

function completionParameters(
  request: ChatRequest,
  { maxTokensParameter, structuredOutputs, sendSeed, systemRole }: Dialect,
): ChatCompletionCreateParamsNonStreaming {
  const { model, messages, tools, toolChoice, maxTokens, temperature, topP, seed, responseSchema } = request;
  return {
    ...sentOptions(request),
    model,
    messages: sentMessages(systemRole ? messages : withoutSystemRole(messages)),
    ...(tools ? { tools: [...tools] } : {}),
    ...(tools && toolChoice ? { tool_choice: sentToolChoice(toolChoice) } : {}),
    ...(maxTokensParameter === 'max_tokens'
      ? // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only name that most compatible servers know
        { max_tokens: maxTokens }
      : { max_completion_tokens: maxTokens }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- by OpenAI; local servers repeat themselves by it
    ...(seed === undefined || !sendSeed ? {} : { seed }),
    ...(responseSchema && structuredOutputs
      ? { response_format: { type: 'json_schema', json_schema: { ...responseSchema, strict: true } } }
      : {}),
  };
}

function readReply(
  body: unknown,
  request: ChatRequest,
  model: { provider: string; model: string; secrets: readonly string[] },
): ChatReply {
  const parsed = parseChatCompletion(body);
  if ('problem' in parsed) {
    const said = parseProviderError(body).message ?? 'an empty body';
    const what = `HTTP 200 without a chat completion in it (${parsed.problem}): ${said}`;
    const usage = paidUsage(parsed.usage, parsed.lane);
    throw modelFailure(usage ? paidInVain(usage) : passing('Llm.Unavailable'), what, model);
  }
  const { lane: _, ...reply } = parsed.reply;
  return { ...reply, usage: countedUsage(parsed.reply, request) };
}
