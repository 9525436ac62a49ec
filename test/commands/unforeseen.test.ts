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

test.each([
  [
    'tonic::transport::Error(Transport, ConnectError(Os { code: 111, kind: ConnectionRefused }))',
    'connection refused',
  ],
  [
    'tonic::transport::Error(Transport, ConnectError(InvalidMessage(InvalidContentType)))',
    'it does not answer in TLS',
  ],
  [
    'tonic::transport::Error(Transport, hyper::Error(Io, Custom { kind: BrokenPipe }))',
    'it closed the connection',
  ],
  ['tonic::transport::Error(Transport, SomethingNew)', 'no connection'],
  ['Failed to connect before the deadline', 'no answer in time'],
])('%s is said as "%s"', (said, words) => {
  expect(notConnected(server, said)).toContain(`(${words})`);
});

test('a certificate that is not trusted names where its authority goes', () => {
  expect(notConnected(server, 'ConnectError(InvalidCertificate(UnknownIssuer))')).toContain(
    'TEMPORAL_TLS_SERVER_CA_CERT_PATH',
  );
});
