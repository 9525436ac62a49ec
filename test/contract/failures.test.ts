import { expect, test } from 'vitest';
import { ApplicationFailureCategory } from '@temporalio/common';
import { finalFailure, invalidInput, isFailureType, passingFailure } from '../../src/contract/failures.ts';
import { lossReasons } from '../../src/preference/drop-reason.ts';

test('one problem is told as one', () => {
  expect(invalidInput(['seed: is odd'])).toMatchObject({
    type: 'InvalidInput',
    nonRetryable: true,
    message: 'The input has a problem:\n- seed: is odd',
  });
});

test('several problems are told line by line', () => {
  expect(invalidInput(['a', 'b']).message).toBe('The input has 2 problems:\n- a\n- b');
});

test('a final failure is not tried again', () => {
  expect(finalFailure({ type: 'Llm.Unauthorized', message: 'no key' }, [{ at: 1 }])).toMatchObject({
    type: 'Llm.Unauthorized',
    nonRetryable: true,
    details: [{ at: 1 }],
  });
});

test('a passing failure says when to try again, and only a benign one is kept out of the metrics', () => {
  const failure = { type: 'Llm.RateLimited', message: 'slow down' } as const;
  expect(passingFailure(failure, { afterMilliseconds: 1_500 })).toMatchObject({
    nonRetryable: false,
    nextRetryDelay: 1_500,
  });
  const category = ApplicationFailureCategory.BENIGN;
  expect(passingFailure(failure, { afterMilliseconds: 0 }).category).not.toBe(category);
  expect(passingFailure(failure, { afterMilliseconds: 0, benign: true }).category).toBe(category);
});

test.each([[undefined], [null], [''], ['Error'], ['llm.timeout']])('%s is no failure type', (type) => {
  expect(isFailureType(type)).toBe(false);
});

test.each(lossReasons.filter((reason) => !/^(Pair|Select)\./.test(reason)))(
  'a row lost to the fault %s has the name of its failure',
  (reason) => {
    expect(isFailureType(reason)).toBe(true);
  },
);
