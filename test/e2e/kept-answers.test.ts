import { test } from 'vitest';
import { killBetweenKeepingAndCompletion } from './trial/kept-answers-trial.ts';

// Ten of them are in `npm run test:faults`.
test(
  'kill -9 between the keeping of answers and their completion, three times: none is paid twice',
  { timeout: 120_000 },
  () => killBetweenKeepingAndCompletion(20, 3),
);
