import { expect, test } from 'vitest';
import { invalidInput } from '../../src/contract/failures.ts';
import { namingWriteFailures } from '../../src/storage/write-failure.ts';

function failingWith(error: Error) {
  return namingWriteFailures('out/letters', () => Promise.reject(error));
}

test.each([
  ['ENOSPC', 'the disk is full'],
  ['EROFS', 'read-only'],
  ['EACCES', 'may not write there'],
  ['ENOENT', 'moved or deleted'],
])('%s is a write failure that says what to mend: %s', async (code, words) => {
  await expect(failingWith(Object.assign(new Error('open'), { code }))).rejects.toMatchObject({
    type: 'Dataset.WriteFailed',
    nonRetryable: true,
    message: expect.stringMatching(new RegExp(`^output\\.path "out/letters" could not.*${words}`)) as unknown,
  });
});

test('any other error stays what it was', async () => {
  const busy = Object.assign(new Error('too many open files'), { code: 'EMFILE' });
  await expect(failingWith(busy)).rejects.toBe(busy);
  const named = invalidInput(['a']);
  await expect(failingWith(named)).rejects.toBe(named);
});

test('what was written is passed on', async () => {
  expect(await namingWriteFailures('out', () => Promise.resolve(7))).toBe(7);
});
