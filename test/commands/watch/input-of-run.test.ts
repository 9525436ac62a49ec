import { expect, test } from 'vitest';
import { startedWithSchema } from '../../../src/commands/watch/input-of-run.schema.ts';

test.each([
  ['nothing', [], undefined],
  ['an input', [{ source: 1 }], { source: 1 }],
  ['what it carried over', [null, { input: { source: 2 }, shards: [] }], { source: 2 }],
])('a run started with %s', (_what, args, input) => {
  expect(startedWithSchema.parse(args)).toEqual(input);
});
