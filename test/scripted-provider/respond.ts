import type { ServerResponse } from 'node:http';
import type { Behaviour } from './behaviour.ts';
import type { ChargedTokens } from './ledger.ts';
import { wordsOf, type CompletionBody } from './scripted-request.ts';

const charactersPerToken = 4;

/** Acts out a behaviour; returns the tokens it would have charged for, if any. */
export function respond(
  response: ServerResponse,
  behaviour: Behaviour,
  body: CompletionBody,
): ChargedTokens | undefined {
  switch (behaviour.kind) {
    case 'answer': {
      const usage = usageOf(behaviour, body);
      sendJson(response, 200, completion(behaviour, body, usage));
      return usage;
    }
    case 'status':
      sendJson(response, behaviour.status, behaviour.body, behaviour.headers);
      return undefined;
    case 'reset':
      response.socket?.resetAndDestroy();
      return undefined;
    case 'cut':
      sendHalf(response, () => response.socket?.destroy());
      return undefined;
    case 'stall':
      sendHalf(response, () => undefined);
      return undefined;
    case 'hang':
      return undefined;
  }
}

function completion(
  answer: Extract<Behaviour, { kind: 'answer' }>,
  body: CompletionBody,
  usage: object,
): unknown {
  return {
    id: 'chatcmpl-scripted',
    object: 'chat.completion',
    created: 0,
    model: body.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: answer.parts ?? answer.text,
          ...answer.beside,
          refusal: answer.refusal ?? null,
          ...(answer.toolCalls ? { tool_calls: answer.toolCalls } : {}),
        },
        finish_reason: answer.finishReason === undefined ? 'stop' : answer.finishReason,
      },
    ],
    usage: answer.usage === null ? null : usage,
  };
}

function usageOf(
  { text, refusal, reasoningTokens }: Extract<Behaviour, { kind: 'answer' }>,
  { messages }: CompletionBody,
) {
  const prompt_tokens = tokens(messages.map(({ content }) => wordsOf(content)).join('\n'));
  const completion_tokens = tokens(text ?? refusal ?? '') + (reasoningTokens ?? 0);
  return {
    prompt_tokens,
    completion_tokens,
    total_tokens: prompt_tokens + completion_tokens,
    ...(reasoningTokens === undefined
      ? {}
      : { completion_tokens_details: { reasoning_tokens: reasoningTokens } }),
  };
}

function tokens(text: string): number {
  return Math.ceil(text.length / charactersPerToken);
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body));
}

function sendHalf(response: ServerResponse, then: () => void): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"choices": [{"message": {"content": "half an ans', then);
}
