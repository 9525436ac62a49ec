import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inject } from 'vitest';

/** What a user at a shell gets: nothing but the `temporal` binary, and the JSON it prints. */
export async function temporal<Answer>(...words: string[]): Promise<Answer> {
  const { stdout } = await promisify(execFile)(
    inject('temporalCli'),
    [...words, '--output', 'json', '--address', inject('temporalAddress')],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(stdout) as Answer;
}

/** What it says where it fails. */
export async function temporalProblem(...words: string[]): Promise<string> {
  return await temporal(...words).then(
    () => 'none',
    (error: unknown) => (error as { stderr: string }).stderr,
  );
}
