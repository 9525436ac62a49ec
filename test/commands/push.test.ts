import { describe, expect, test } from 'vitest';
import { Problem } from '../../src/commands/problem.ts';
import { push, type PushOptions } from '../../src/commands/push.ts';
import { publishFolder } from '../output/push/published-folder.ts';
import { scratchFolders } from '../storage/scratch-folder.ts';

const scratchFolder = scratchFolders();

async function problemOf(folder: string, options: PushOptions): Promise<string> {
  const problem = await push(folder, options, () => undefined).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(Problem);
  return (problem as Problem).message;
}

describe('a push that makes no sense is told in words', () => {
  test.each<[string, PushOptions, string]>([
    ['no place', {}, 'Say where to push: --hub <user>/<dataset>'],
    [
      'a repository without its owner',
      { hub: 'letters' },
      '--hub.repo: must be "<user or organisation>/<dataset>"',
    ],
    ['Argilla without a workspace', { argilla: 'letters' }, '--argilla.workspace: '],
  ])('%s', async (_what, options, words) => {
    expect(await problemOf('out/letters', options)).toContain(words);
  });

  test('a folder that is not there', async () => {
    expect(await problemOf('/nowhere/letters', { hub: 'me/letters' })).toBe(
      'Not pushed: "/nowhere/letters" holds no dataset: it has no run.json; push it when its run has ended.',
    );
  });

  test('simulated models', async () => {
    const folder = await scratchFolder();
    await publishFolder(folder, { manifest: { simulated: true } });
    expect(await problemOf(folder, { hub: 'me/letters' })).toContain(
      'simulated models, which are never pushed',
    );
  });
});
