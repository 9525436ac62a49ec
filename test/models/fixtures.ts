import type { ChatRequest } from '../../src/models/chat-model.ts';
import { openaiChatModel, type OpenaiProvider } from '../../src/models/openai-chat-model.ts';
import { ChatFailure } from '../../src/models/chat-failure.ts';

/** Has no form a redacting pattern knows, so that only exact replacement hides it. */
export const secretKey = 'Capybara/9F3C-d41e';

export const request: ChatRequest = {
  model: 'm-1',
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'What do capybaras eat?' },
  ],
  maxTokens: 100,
};

export const responseSchema = {
  name: 'verdicts',
  schema: {
    type: 'object',
    properties: Object.fromEntries(
      ['text_1', 'text_2'].map((key) => [
        key,
        {
          type: 'object',
          properties: { rationale: { type: 'string' }, rating: { type: 'number', enum: [1, 2, 3, 4, 5] } },
          required: ['rationale', 'rating'],
          additionalProperties: false,
        },
      ]),
    ),
    required: ['text_1', 'text_2'],
    additionalProperties: false,
  },
};

export function modelAt(baseUrl: string, settings: Partial<OpenaiProvider> = {}) {
  return openaiChatModel({
    name: 'scripted',
    baseUrl,
    apiKey: secretKey,
    requestTimeoutMilliseconds: 5_000,
    maxTokensParameter: 'max_tokens',
    structuredOutputs: true,
    sendSeed: true,
    systemRole: true,
    models: {},
    ...settings,
  });
}

export const neverAborted = new AbortController().signal;

/** The ChatFailure a call ended in; anything else is an error of the test. */
export async function failureOf(call: Promise<unknown>): Promise<ChatFailure> {
  const outcome = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome && outcome.error instanceof ChatFailure) return outcome.error;
  throw new Error('Expected a ChatFailure', { cause: outcome });
}
