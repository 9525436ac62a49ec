/** What the scripted provider does with one request. */
export type Behaviour =
  /** A chat completion. */
  | {
      kind: 'answer';
      text: string | null;
      toolCalls?: unknown[];
      finishReason?: string | null;
      refusal?: string;
      /** Takes the place of the content, where a server sends no text. */
      parts?: unknown[];
      /** What the message has beside its content. */
      beside?: Record<string, unknown>;
      /** Of its completion, tokens that were thoughts. */
      reasoningTokens?: number;
      usage?: null;
    }
  /** Any status, body (sent as JSON unless it is text) and headers. */
  | { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
  /** Closes the connection without a word. */
  | { kind: 'reset' }
  /** Sends the head and half of an answer, then closes the connection. */
  | { kind: 'cut' }
  /** Sends the head and half of an answer, then nothing. */
  | { kind: 'stall' }
  /** Never answers. */
  | { kind: 'hang' };

export function text(answer: string): Behaviour {
  return { kind: 'answer', text: answer };
}

/** How servers tell what a model thought before it answered. */
export const thinkingDialects = [
  'reasoning_content',
  'reasoning',
  'parts',
  'tags',
  'closing-tag',
  'brackets',
] as const;

/** An answer with the thought before it, as one server or another tells it. */
export function thinking(
  dialect: (typeof thinkingDialects)[number],
  thought: string,
  answer: string,
): Behaviour {
  const reasoningTokens = Math.ceil(thought.length / 4);
  const told = { kind: 'answer', text: answer, reasoningTokens } as const;
  switch (dialect) {
    case 'reasoning_content':
    case 'reasoning':
      return { ...told, beside: { [dialect]: thought } };
    case 'parts': {
      const parts = [
        { type: 'thinking', thinking: [{ type: 'text', text: thought }] },
        { type: 'text', text: answer },
      ];
      return { ...told, parts };
    }
    case 'tags':
      return { ...told, text: `<think>\n${thought}\n</think>\n\n${answer}` };
    case 'closing-tag':
      return { ...told, text: `${thought}\n</think>\n\n${answer}` };
    case 'brackets':
      return { ...told, text: `[THINK]${thought}[/THINK]${answer}` };
  }
}

/** A call of a tool, and no text. */
export function call(name: string, given: object): Behaviour {
  const called = { id: 'answered', type: 'function', function: { name, arguments: JSON.stringify(given) } };
  return { kind: 'answer', text: null, toolCalls: [called], finishReason: 'tool_calls' };
}

/** Stopped at the token limit. */
export function length(answer: string): Behaviour {
  return { kind: 'answer', text: answer, finishReason: 'length' };
}

/** The model's own structured refusal. */
export function refusal(words: string): Behaviour {
  return { kind: 'answer', text: null, refusal: words };
}

/** Withheld by the provider's filter. */
export function contentFilter(): Behaviour {
  return { kind: 'answer', text: '', finishReason: 'content_filter' };
}

/** 200 with a web page instead of a completion. */
export function garbage(): Behaviour {
  return {
    kind: 'status',
    status: 200,
    body: '<html>It works!</html>',
    headers: { 'content-type': 'text/html' },
  };
}

/** An error in OpenAI's form. */
export function failure(
  status: number,
  error: { message?: string; type?: string; code?: string } = {},
  headers: Record<string, string> = {},
): Behaviour {
  const message = error.message ?? `Scripted failure ${status}`;
  return { kind: 'status', status, body: { error: { type: 'scripted', ...error, message } }, headers };
}

export function rateLimit(headers: Record<string, string> = {}): Behaviour {
  return failure(
    429,
    { type: 'requests', code: 'rate_limit_exceeded', message: 'Rate limit reached' },
    headers,
  );
}

export function insufficientQuota(): Behaviour {
  return failure(429, {
    type: 'insufficient_quota',
    code: 'insufficient_quota',
    message: 'You exceeded your current quota',
  });
}
