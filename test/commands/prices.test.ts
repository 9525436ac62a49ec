import { expect, test } from 'vitest';
import { describePrices } from '../../src/commands/prices.ts';

test('a model without a price is told, with where to set it, and no number stands for it', () => {
  const lines = describePrices([{ model: 'gpu/notus', price: undefined }]);
  expect(lines.find((line) => line.startsWith('gpu/notus'))).toMatch(/^gpu\/notus( +–){6} +not known$/);
  expect(lines.at(-1)).toContain('No price is known for gpu/notus: set it under "prices"');
});

test('each lane has a line, and each price says where it is from', () => {
  const half = { promptUsdPerMillion: 0.2, completionUsdPerMillion: 0.8 };
  const lines = describePrices([
    {
      model: 'openai/a',
      price: {
        promptUsdPerMillion: 0.4,
        cachedUsdPerMillion: 0.1,
        completionUsdPerMillion: 1.6,
        lanes: { batch: half },
        source: 'the list of a day',
      },
    },
    { model: 'mine/b', price: half },
  ]);
  expect(lines).toContainEqual(
    expect.stringMatching(/^openai\/a +live +0\.4 +0\.1 +– +1\.6 +– +the list of a day$/),
  );
  expect(lines).toContainEqual(expect.stringMatching(/^ +batch +0\.2 +– +– +0\.8 +–$/));
  expect(lines).toContainEqual(expect.stringMatching(/^mine\/b +live +0\.2 +– +– +0\.8 +– +PROVIDERS_FILE$/));
});
