import { expect, test } from 'vitest';
import { partOfInput, rerunInput } from '../../src/commands/rerun-input.ts';
import { parseRunInput, type RunInput } from '../../src/contract/run-input.schema.ts';
import { runInput } from '../source/run-settings.ts';

const before = { workflowId: 'letters', runId: 'first' };

function parsed(given: unknown): RunInput {
  const result = parseRunInput(given);
  if ('problems' in result) throw new Error(result.problems.join('; '));
  return result.input;
}

test('without changes the input is the same but for its output and where it comes from', () => {
  const input = runInput({ seed: 7 });
  const again = parsed(rerunInput(input, before, {}, 'out/letters-2'));
  expect(again).toEqual({
    ...input,
    output: { ...input.output, path: 'out/letters-2' },
    from: { ...before, change: [] },
  });
});

test('a run of a run names the nearest one', () => {
  const once = parsed(rerunInput(runInput({}), before, {}, 'out/letters-2'));
  const twice = parsed(rerunInput(once, { workflowId: 'letters-2', runId: 'second' }, { rows: 9 }, 'out/x'));
  expect(twice.from).toEqual({ workflowId: 'letters-2', runId: 'second', change: ['rows'] });
  expect(twice.rows.limit).toBe(9);
});

test('of drawn rows, so many are drawn', () => {
  const again = parsed(rerunInput(runInput({ rows: { sample: 3 } }), before, { rows: 9 }, 'out/x'));
  expect(again.rows).toMatchObject({ sample: 9 });
  expect(again.rows.limit).toBeUndefined();
});

test('the new dataset is pushed nowhere', () => {
  const input = runInput({});
  const pushed = { ...input, output: { ...input.output, push: { hub: { repo: 'otter/letters' } } } };
  expect(rerunInput(pushed as RunInput, before, {}, 'out/x')['output']).not.toHaveProperty('push');
});

test('judges and pairings are read from a file that holds them alone, or a whole input', () => {
  const judges = [{ model: 'acme/strict' }];
  expect(partOfInput('judges', judges)).toEqual(judges);
  expect(partOfInput('judges', { judges, seed: 7 })).toEqual(judges);
  expect(partOfInput('pairing', { $schema: 'x', rejected: 'second' })).toEqual({ rejected: 'second' });
});

test('rows that were dropped join the others of their dataset, however many are dropped again', () => {
  const input = runInput({ limits: { maxFailedRowShare: 0.2, rowsInFlight: 7 } });
  const again = parsed(rerunInput(input, before, { dropped: true }, 'out/letters-2'));
  expect(again.from).toEqual({ ...before, change: ['dropped'], output: input.output.path });
  expect(again.limits).toEqual({ ...input.limits, maxFailedRowShare: 1 });
  const apart = parseRunInput({ ...input, from: { ...before, change: ['dropped'] } });
  expect(apart).toEqual({
    problems: [expect.stringMatching(/^from\.output: goes with "dropped" in "change"/) as unknown],
  });
});
