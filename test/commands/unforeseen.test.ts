import { expect, test } from 'vitest';
import { notConnected, temporalProblem } from '../../src/commands/unforeseen.ts';

const server = { connectionOptions: { address: 'temporal.example:7233' }, namespace: 'gardens' };

test.each([
  ['Namespace gardens is not found.', 'TEMPORAL_NAMESPACE'],
  ['Request unauthorized.', 'TEMPORAL_API_KEY'],
  ['Failed to connect before the deadline', 'TEMPORAL_ADDRESS'],
])('%s: one sentence names %s', (said, variable) => {
  expect(temporalProblem(server, new Error(said))).toMatch(new RegExp(`^[^\\n]*${variable}[^\\n]*\\.$`));
});

test('an error of another kind is not explained as one of the connection', () => {
  expect(temporalProblem(server, new Error('x is not a function'))).toBeUndefined();
});

test('where no connection was made, TLS is named as it is set', () => {
  expect(notConnected(server, 'late')).toContain('TEMPORAL_TLS=true');
  const encrypted = { connectionOptions: { ...server.connectionOptions, tls: true } };
  expect(notConnected(encrypted, 'late')).toContain('TEMPORAL_TLS=false');
});
