import { expect, test } from 'vitest';
import type { Candidate } from '../../src/preference/candidate.ts';
import { keptJudgements } from '../../src/preference/given-answers.ts';
import type { Judgement } from '../../src/preference/judgement.ts';
import { sharedAmongSame } from '../../src/preference/shared-ratings.ts';

function answer(text: string | null): Candidate {
  const usage = { promptTokens: 0, completionTokens: 0 };
  return { model: 'm', text, finishReason: 'given', usage, loss: null };
}

function judgement(judge: string, aspect: string, ratings: (number | null)[]): Judgement {
  const order = ratings.flatMap((rating, place) => (rating === null ? [] : [place]));
  return {
    judge,
    aspect,
    order,
    ratings,
    rationales: ratings.map(() => ''),
    types: null,
    typeRationales: null,
  };
}

const candidates = [answer('one'), answer('two')];
const asked = (name: string, orders = 1, ...aspects: string[]) => ({
  name,
  orders,
  aspects: aspects.map((aspect) => ({ aspect })),
});

test('nothing is kept beside a candidate that the earlier judges did not see', () => {
  const judgements = [judgement('old', 'honesty', [1, 2])];
  expect(keptJudgements([...candidates, answer('three')], { candidates, judgements }, [])).toEqual([]);
  const partly = [judgement('old', 'honesty', [1, null])];
  expect(keptJudgements(candidates, { candidates, judgements: partly }, [])).toEqual([]);
});

test('all is kept of a judge that is not asked again', () => {
  const judgements = [judgement('old', 'honesty', [1, 2]), judgement('old', 'helpfulness', [3, 4])];
  expect(keptJudgements(candidates, { candidates, judgements }, [asked('new', 1, 'honesty')])).toEqual(
    judgements,
  );
});

test('of a judge that is asked, only what it would be asked in the same number of orders', () => {
  const judgements = [judgement('old', 'honesty', [1, 2]), judgement('old', 'helpfulness', [3, 4])];
  const given = { candidates, judgements };
  expect(keptJudgements(candidates, given, [asked('old', 1, 'honesty')])).toEqual([judgements[0]]);
  expect(keptJudgements(candidates, given, [asked('old', 2, 'honesty')])).toEqual([]);
});

test('a candidate that says what another says shares its rating, and one without a text has none', () => {
  const same = [answer('one'), answer(' one\n'), answer(null), answer('two')];
  const said = {
    ...judgement('j', 'honesty', [4, null, null, 2]),
    rationales: ['Good.', null, null, 'Poor.'],
  };
  const shared = sharedAmongSame(said, same);
  expect(shared.ratings).toEqual([4, 4, null, 2]);
  expect(shared.rationales).toEqual(['Good.', 'Good.', null, 'Poor.']);
});
