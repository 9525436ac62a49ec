import { InvalidArgumentError } from 'commander';

/** An option that takes a whole number of at least 1. */
export function wholeNumber(given: string): number {
  const value = Number(given);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError('Give a whole number, 1 or more.');
  return value;
}
