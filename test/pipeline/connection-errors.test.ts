import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { findFreePort } from '../../src/temporal-cli/free-port.ts';
import { startCommand } from './run-command.ts';
import { refusingServer, tlsServer, type OtherServer } from './temporal-servers.ts';

let folder: string;
let nobody: string;
let encrypted: OtherServer;
let refusing: OtherServer;
let forbidding: OtherServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'capybara-connections-'));
  encrypted = await tlsServer(folder);
  refusing = await refusingServer(16, 'Request unauthorized.');
  forbidding = await refusingServer(7, 'Request unauthorized.');
  nobody = `127.0.0.1:${await findFreePort()}`;
  await writeFile(join(folder, 'input.json'), '{}');
});

afterAll(async () => {
  await Promise.all([encrypted, refusing, forbidding].map((server) => server.close()));
  await rm(folder, { recursive: true, force: true });
});

interface Trouble {
  environment: Record<string, string>;
  sentence: RegExp;
  /** Where a server may still come up, a worker waits for it. */
  mayPass?: true;
}

/** Each kind of trouble, in words and with the variable that mends it. */
const troubles = () =>
  ({
    'an address that is none': {
      environment: { TEMPORAL_ADDRESS: 'not an address' },
      sentence: /^The Temporal address "not an address" is not one: set TEMPORAL_ADDRESS .*\.$/,
    },
    'nothing that listens': {
      environment: { TEMPORAL_ADDRESS: nobody },
      sentence: /^No Temporal server at \S+ \([\w ]+\): .* TEMPORAL_ADDRESS; .*TEMPORAL_TLS=true\.$/,
      mayPass: true,
    },
    'a namespace that is not there': {
      environment: { TEMPORAL_NAMESPACE: 'gardens' },
      sentence: /^The Temporal server at \S+ has no namespace "gardens": .*TEMPORAL_NAMESPACE.*\.$/,
    },
    'TLS where none is spoken': {
      environment: { TEMPORAL_TLS: 'true' },
      sentence: /^No Temporal server at \S+ \([\w ]+\): .*TEMPORAL_TLS=false\.$/,
      mayPass: true,
    },
    'no TLS where it is spoken': {
      environment: { TEMPORAL_ADDRESS: encrypted.address },
      sentence: /^No Temporal server at \S+ \([\w ]+\): .*TEMPORAL_TLS=true\.$/,
      mayPass: true,
    },
    'a key that is missing': {
      environment: { TEMPORAL_ADDRESS: refusing.address },
      sentence:
        /^The Temporal server at \S+ refused this client \(Request unauthorized\.\): .*TEMPORAL_API_KEY.*\.$/,
    },
    'a key that is wrong': {
      environment: { TEMPORAL_ADDRESS: forbidding.address, TEMPORAL_API_KEY: 'wrong', TEMPORAL_TLS: 'false' },
      sentence:
        /^The Temporal server at \S+ refused this client \(Request unauthorized\.\): .*TEMPORAL_API_KEY.*\.$/,
    },
  }) satisfies Record<string, Trouble>;

/** What the program says of itself, rather than of its failure. */
const told =
  /^(?:OPENAI_API_KEY is not set|Temporal server: |Starting a worker …|\{"time"|\(node:\d+\) \[DEP0123\]|\(Use `node --trace-dep)/;

const commands = [
  ['runs'],
  ['watch', 'letters'],
  ['failures', 'letters'],
  ['start', 'input.json'],
  ['worker'],
];

test.each<keyof ReturnType<typeof troubles>>([
  'an address that is none',
  'nothing that listens',
  'a namespace that is not there',
  'TLS where none is spoken',
  'no TLS where it is spoken',
  'a key that is missing',
  'a key that is wrong',
])('%s is said in one sentence by every command, which ends', async (name) => {
  const { environment, sentence, mayPass }: Trouble = troubles()[name];
  const outcomes = await Promise.all(
    commands.map(async (words) => {
      const command = startCommand({ folder, address: inject('temporalAddress'), environment }, words);
      const waits = words[0] === 'worker' && mayPass === true;
      if (waits) {
        await command.untilSaid(/Trying on\./);
        command.interrupt();
      }
      const code = await command.ended;
      const lines = command.output().split('\n');
      const said = lines.filter((line) => line !== '' && !told.test(line));
      return { words, code: waits ? 1 : code, said: said.map((line) => line.replace(/ Trying on\.$/, '')) };
    }),
  );
  for (const outcome of outcomes) {
    expect(outcome).toEqual({ words: outcome.words, code: 1, said: [expect.stringMatching(sentence)] });
  }
});

test('an empty address is one that is not set, so the usual one is tried', async () => {
  const command = startCommand(
    { folder, environment: { TEMPORAL_ADDRESS: ' ', TEMPORAL_NAMESPACE: 'gardens' } },
    ['runs'],
  );
  expect(await command.ended).toBe(1);
  expect(command.output()).toMatch(/^(?:No Temporal server|The Temporal server) at localhost:7233 [^\n]*\n$/);
});
