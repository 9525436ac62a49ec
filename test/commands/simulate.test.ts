import { expect, test } from 'vitest';
import { asksProvider, withSimulatedModels } from '../../src/commands/simulate.ts';
import { parseRunInput } from '../../src/contract/run-input.schema.ts';

test.each([
  [undefined],
  [null],
  ['x'],
  [{ generators: [], judges: 'a/m' }],
  [{ generators: [{ name: 'a' }], judges: [] }],
  [{ generators: 'a/m', judges: [] }],
])('an input of another form is left to its run: %j', (input) => {
  expect(withSimulatedModels(input)).toBe(input);
});

test('every generator and judge is simulated, under its own model id and with its own settings', () => {
  const input = {
    seed: 7,
    generators: [
      { model: 'openai/gpt-x', temperature: 1 },
      { model: 'local/mlabonne/beagle', name: 'b' },
    ],
    judges: [{ model: 'openai/judge', maxTokens: 9 }],
  };
  expect(withSimulatedModels(input)).toEqual({
    seed: 7,
    generators: [
      { model: 'simulated/gpt-x', temperature: 1 },
      { model: 'simulated/mlabonne/beagle', name: 'b' },
    ],
    judges: [{ model: 'simulated/judge', maxTokens: 9 }],
  });
});

test('mistakes in the rest of an input are still there to be told', () => {
  const input = { generators: [{ model: 'a/m', temprature: 1 }], judges: [{ model: 'a/j' }], sead: 1 };
  expect(parseRunInput(withSimulatedModels(input))).toMatchObject({
    problems: expect.arrayContaining([
      'generators[0].temprature: is not a known key',
      'sead: is not a known key',
    ]) as unknown,
  });
});

test('a provider is asked where a generator or a judge names it, and only there', () => {
  const input = { generators: [{ model: 'local/openai/x' }], judges: [{ model: 'openai/judge' }] };
  expect(asksProvider(input, 'openai')).toBe(true);
  expect(asksProvider({ ...input, judges: [{ model: 'openaix/judge' }] }, 'openai')).toBe(false);
  expect(asksProvider({ generators: [{ model: 'openai/x' }] }, 'openai')).toBe(true);
  expect(asksProvider('openai/x', 'openai')).toBe(false);
});
