import { describe, expect, onTestFinished, test } from 'vitest';
import { parseRunInput } from '../../../src/contract/run-input.schema.ts';
import type { PushAccess } from '../../../src/output/push/push-access.ts';
import { PushFailure } from '../../../src/output/push/push-failure.ts';
import { pushProblems } from '../../../src/output/push/push-problems.ts';
import { argillaKey, startFakeArgilla } from '../../fake-argilla/start-fake-argilla.ts';
import { hubToken, startPushedHub, type PushedHubOptions } from '../../fake-hub/start-pushed-hub.ts';
import { nowhere } from './nowhere.ts';

const hub = { repo: 'me/letters' };
const argilla = { dataset: 'letters', workspace: 'reviews' };

async function problemsOf(
  push: unknown,
  access: Partial<PushAccess>,
  generator = 'openai/m',
): Promise<string[]> {
  const parsed = parseRunInput({
    source: { path: 'letters.jsonl' },
    generators: [{ model: generator }],
    judges: [{ model: 'openai/j' }],
    output: { path: 'out', push },
  });
  if ('problems' in parsed) return parsed.problems;
  return await pushProblems(parsed.input, { ...nowhere, ...access }, new AbortController().signal);
}

async function hubAccess(options: PushedHubOptions = {}, token: string | undefined = hubToken) {
  const server = await startPushedHub(options);
  onTestFinished(() => server.close());
  return { hub: { endpoint: server.url, token } };
}

async function argillaAccess(workspaces: string[]) {
  const server = await startFakeArgilla({ workspaces });
  onTestFinished(() => server.close());
  return { argilla: { url: server.url, apiKey: argillaKey } };
}

describe('an input that makes no sense', () => {
  test.each<[string, unknown, string]>([
    ['no place', {}, 'output.push: names no place'],
    ['a repository without its owner', { hub: { repo: 'letters' } }, 'output.push.hub.repo: must be "<user'],
    ['a token', { hub: { ...hub, token: 'hf_1' } }, 'output.push.hub.token: is not a known key'],
    ['no workspace', { argilla: { dataset: 'letters' } }, 'output.push.argilla.workspace: is missing'],
  ])('%s', async (_what, push, words) => {
    expect(await problemsOf(push, {})).toEqual([expect.stringContaining(words)]);
  });
});

test('simulated models are pushed nowhere, whatever else is wrong', async () => {
  expect(await problemsOf({ hub, argilla }, {}, 'simulated/m')).toEqual([
    'output.push: answers and ratings of simulated models are never pushed: leave it out',
  ]);
});

test('each variable that the worker lacks is named', async () => {
  expect(await problemsOf({ hub, argilla }, {})).toEqual([
    expect.stringContaining("output.push.hub: the worker's environment has no HF_TOKEN"),
    expect.stringContaining("output.push.argilla: the worker's environment has no ARGILLA_API_URL"),
    expect.stringContaining("output.push.argilla: the worker's environment has no ARGILLA_API_KEY"),
  ]);
});

describe('the Hub tells beforehand', () => {
  test.each<[string, PushedHubOptions, string | undefined, string]>([
    ['of a token that is not valid', {}, 'hf_revokedRevoked', 'does not accept HF_TOKEN of the worker'],
    ['of a token that may only read', { role: 'read' }, hubToken, 'HF_TOKEN of the worker may only read'],
    ['of a repository that is public', { datasets: [{ name: 'me/letters' }] }, hubToken, 'is public'],
  ])('%s', async (_what, options, token, words) => {
    const problems = await problemsOf({ hub }, await hubAccess(options, token));
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^output\\.push\\.hub: .*${words}`))]);
  });

  test('nothing when it is out of reach, which is a fault that may pass', async () => {
    const access = { hub: { endpoint: 'http://127.0.0.1:9', token: hubToken } };
    const failure = await problemsOf({ hub }, access).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PushFailure);
    expect(failure).toMatchObject({ mayPass: true });
  });
});

test('Argilla tells beforehand of a workspace that is not there', async () => {
  expect(await problemsOf({ argilla }, await argillaAccess(['drafts']))).toEqual([
    'output.push.argilla: there is no workspace "reviews" that ARGILLA_API_KEY may use (it may use: "drafts")',
  ]);
});

test('a push that can go well has no problem, and nothing is made yet', async () => {
  const access = { ...(await hubAccess()), ...(await argillaAccess(['reviews'])) };
  expect(await problemsOf({ hub, argilla }, access)).toEqual([]);
});
