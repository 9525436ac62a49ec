import { InvalidArgumentError } from 'commander';

/** An option that takes a whole number of at least 1. */
export const wholeNumber = wholeNumberFrom(1);

/** An option that takes a whole number of at least `least`. */
export function wholeNumberFrom(least: number): (given: string) => number {
  return (given) => {
    const value = Number(given);
    if (given.trim() === '' || !Number.isSafeInteger(value) || value < least)
      throw new InvalidArgumentError(`Give a whole number, ${least} or more.`);
    return value;
  };
}
