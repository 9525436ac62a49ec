import { expect, test } from 'vitest';
import { ownPath, sharedPath } from '../../src/answers/answer-path.ts';
import { ask, place, wire } from './asks.ts';

const { request } = ask;

test.each<[string, string]>([
  ['address', sharedPath({ ...wire, address: 'http://elsewhere/v1' }, ask)],
  ['model', sharedPath(wire, { ...ask, request: { ...request, model: 'zephyr' } })],
  [
    'message',
    sharedPath(wire, { ...ask, request: { ...request, messages: [{ role: 'user', content: 'And?' }] } }),
  ],
  ['parameter', sharedPath(wire, { ...ask, request: { ...request, temperature: 0 } })],
  [
    'schema',
    sharedPath(wire, { ...ask, request: { ...request, responseSchema: { name: 'ratings', schema: {} } } }),
  ],
  ['header', sharedPath(wire, { ...ask, request: { ...request, extraHeaders: { 'x-mode': 'b' } } })],
  ['option', sharedPath(wire, { ...ask, request: { ...request, extraBody: { min_p: 0.1 } } })],
  ['draw', sharedPath(wire, { ...ask, draw: '42/1' })],
])('another %s is another answer', (_what, path) => {
  expect(path).not.toBe(sharedPath(wire, ask));
});

test('what is not sent, and the order of keys, make no other answer', () => {
  const { model, messages, maxTokens } = request;
  const path = sharedPath(wire, ask);
  expect(sharedPath(wire, { ...ask, request: { ...request, seed: 5, topP: undefined } })).toBe(path);
  expect(sharedPath(wire, { ...ask, request: { maxTokens, messages, model } })).toBe(path);
  expect(
    sharedPath({ ...wire, bodyOf: (body) => body }, { ...ask, request: { ...request, seed: 5 } }),
  ).not.toBe(path);
});

test.each([
  ['call', { activityId: '8' }],
  ['run of its id', { workflowExecution: { workflowId: 'letters/shard-00000', runId: 'run-2' } }],
  ['namespace', { namespace: 'other' }],
])('another %s has no part in what is one call’s own', (_what, other) => {
  expect(ownPath(wire, ask, place)).toBe(ownPath(wire, ask, { ...place }));
  expect(ownPath(wire, ask, { ...place, ...other })).not.toBe(ownPath(wire, ask, place));
});
