import type { Ask, CallPlace } from '../../src/answers/answer-path.ts';
import type { ChatReply, Wire } from '../../src/models/chat-model.ts';

export const wire: Wire = {
  address: 'http://localhost/v1',
  // A provider that is sent no seed.
  bodyOf: ({ seed: _, ...body }) => body,
};

export const ask: Ask = {
  request: { model: 'notus', messages: [{ role: 'user', content: 'What are reeds?' }], maxTokens: 9 },
  draw: '42/0',
  reuses: true,
};

export const place: CallPlace = {
  namespace: 'default',
  workflowExecution: { workflowId: 'letters/shard-00000', runId: 'run-1' },
  activityId: '7',
};

export const reply: ChatReply = {
  text: 'Reeds.',
  finishReason: 'stop',
  usage: { promptTokens: 9, completionTokens: 2 },
};
