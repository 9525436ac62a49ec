import { expect, test } from 'vitest';
import { isFixedOrder } from '../../../src/output/report/numbers/shown-positions.ts';
import { drawnRows } from './drawn-rows.ts';
import { candidatesRow, judgement, numbersOf } from './rows.ts';

test('ratings are counted at the place where they were shown, not where they stand in the row', () => {
  const { overall } = numbersOf(
    candidatesRow({ judgements: [judgement({ ratings: [5, 3, 1], order: [2, 0, 1] })] }),
    candidatesRow({ judgements: [judgement({ ratings: [2, null, 4], order: [1, 2, 0] })] }),
  ).positions;
  expect(overall.slots.map(({ mean, count }) => [mean, count])).toEqual([
    [1, 1],
    [4.5, 2],
    [2.5, 2],
  ]);
  // Row 1: 1 − 3. Row 2 has no rating at the first place.
  expect(overall.firstMinusLast).toEqual({ count: 1, mean: -2, interval95: null });
  expect(overall.sameModelFirstShare).toBe(0.5);
});

test('the interval of the difference is 1.96 standard errors to each side', () => {
  const shown = (first: number, last: number) =>
    candidatesRow({ judgements: [judgement({ ratings: [first, 3, last], order: [0, 1, 2] })] });
  const { firstMinusLast } = numbersOf(shown(5, 1), shown(3, 1)).positions.overall;
  expect(firstMinusLast).toEqual({ count: 2, mean: 3, interval95: [1.04, 4.96] });
});

test('a judge without bias, over shuffled orders, has an interval around 0', () => {
  const rows = drawnRows({ rows: 400, judges: ['fair'], orders: 1, bias: 0 });
  const [low, high] = numbersOf(...rows).positions.overall.firstMinusLast.interval95!;
  expect(low).toBeLessThan(0);
  expect(high).toBeGreaterThan(0);
});

test('a judge that adds one to what it is shown first is found out, and told from one that does not', () => {
  const biased = drawnRows({ rows: 400, judges: ['biased'], orders: 1, bias: 1 });
  const fair = drawnRows({ rows: 400, judges: ['fair'], orders: 1, bias: 0 });
  const rows = biased.map((row, place) => ({
    ...row,
    judgements: [...row.judgements, ...fair[place]!.judgements],
  }));
  const { byJudge } = numbersOf(...rows).positions;
  const [first, second] = byJudge.map(({ firstMinusLast }) => firstMinusLast.interval95!);
  expect(byJudge.map(({ judge }) => judge)).toEqual(['biased', 'fair']);
  expect(first![0]).toBeGreaterThan(0.5);
  expect(second![0]).toBeLessThan(0);
});

test('an order that always shows one model first is called fixed', () => {
  const rows = Array.from({ length: 20 }, () => candidatesRow());
  const fixed = numbersOf(...rows).positions.overall;
  const shuffled = numbersOf(...drawnRows({ rows: 20, judges: ['judge'], orders: 1, bias: 0 })).positions
    .overall;
  expect([isFixedOrder(fixed), isFixedOrder(shuffled)]).toEqual([true, false]);
});

test('after a swap: the same verdict, a tie once, or twice what came first or second', () => {
  const swapped = (before: number[], after: number[]) =>
    candidatesRow({
      generation_models: ['a', 'b'],
      ratings: [3, 2],
      rejected_index: 1,
      judgements: [
        judgement({ ratings: before, order: [0, 1] }),
        judgement({ ratings: after, order: [1, 0] }),
      ],
    });
  const { swapAgreement } = numbersOf(
    swapped([5, 3], [4, 1]),
    swapped([3, 3], [2, 2]),
    swapped([5, 3], [3, 3]),
    swapped([5, 3], [3, 5]),
    swapped([3, 5], [5, 3]),
  );
  expect(swapAgreement).toEqual([
    {
      judge: 'judge',
      comparisons: 5,
      same: 2,
      sameShare: 0.4,
      towardsFirst: 1,
      towardsSecond: 1,
      tiedOnce: 1,
    },
  ]);
});

test('only candidates whose order to each other changed tell of a swap', () => {
  const judgements = [
    judgement({ ratings: [5, 3, 1], order: [0, 1, 2] }),
    judgement({ ratings: [5, 3, 1], order: [1, 0, 2] }),
    judgement({ ratings: [1, 3, 5], order: [2, 1, 0], aspect: 'honesty' }),
    judgement({ ratings: [1, 3, 5], order: [2, 1, 0], judge: 'other' }),
  ];
  expect(numbersOf(candidatesRow({ judgements })).swapAgreement).toMatchObject([
    { judge: 'judge', comparisons: 1 },
  ]);
});

test('a candidate that one order left out is not compared', () => {
  const judgements = [
    judgement({ ratings: [5, 3, 1], order: [0, 1, 2] }),
    judgement({ ratings: [null, 3, 1], order: [2, 1] }),
  ];
  expect(numbersOf(candidatesRow({ judgements })).swapAgreement).toMatchObject([{ comparisons: 1, same: 1 }]);
});
