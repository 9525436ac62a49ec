export const untrusted = 'its certificate is not trusted';

/** What a failed connection is in plain words, by what the SDK's two libraries for it say of one. */
const reasons: readonly [RegExp, string][] = [
  [/ConnectionRefused|ECONNREFUSED|connection refused/i, 'connection refused'],
  [/dns error|ENOTFOUND|EAI_AGAIN|name resolution/i, 'no such host'],
  [/UnknownIssuer|InvalidCertificate|self.signed|unable to verify/i, untrusted],
  [/InvalidContentType|InvalidMessage|CorruptMessage|wrong version number/i, 'it does not answer in TLS'],
  [
    /BrokenPipe|ConnectionReset|ConnectionAborted|UnexpectedEof|ECONNRESET|FRAME_SIZE|protocol error|connection closed/i,
    'it closed the connection',
  ],
  [/TimedOut|timed out|deadline/i, 'no answer in time'],
];

/** A failed connection's reason without the types of the libraries that noticed it. */
export function connectionWords(said: string): string {
  const known = reasons.find(([form]) => form.test(said))?.[1];
  if (known !== undefined) return known;
  const answer = /GetSystemInfo\b.*?\bmessage: "([^"]+)"/.exec(said)?.[1] ?? said;
  return answer.includes('tonic::') ? 'no connection' : answer;
}
