import { aspectForm, type AskedAspect } from '../aspect.ts';
import type { Verdicts } from '../judgement.ts';
import { textKey } from '../ultrafeedback-prompt.ts';
import type { Group, Statement } from './statement.ts';

/** One verdict from what all the JSON of a reply says: whole once or more and always the same, or in parts. */
export function verdictOf(
  values: readonly (readonly Group[])[],
  textCount: number,
  aspect: AskedAspect,
): Verdicts | { problem: string } {
  const groups = values.flat().map((group) => inOrder(group, textCount));
  const whole = groups.filter((group) => isWhole(group, textCount));
  const statements = groups.flat();
  const said =
    whole.at(-1) ??
    (groups.every((group) => group.length === 1) ? inOrder(statements, textCount) : statements);
  const isMixed = statements.some(({ text }) => text !== undefined) && said === statements;
  for (const { text } of statements) {
    if (text === undefined && (whole.length > 0 || isMixed))
      return { problem: 'there is a rating beside the verdict' };
    if (text !== undefined && (text < 1 || text > textCount)) {
      return { problem: `a text is rated by another name than ${namesOf(textCount)}` };
    }
  }
  const verdict: Statement[] = [];
  for (let text = 1; text <= textCount; text += 1) {
    const name = textKey(text - 1);
    const ofText = statements
      .concat(whole.length > 0 ? [] : said)
      .filter((statement) => statement.text === text);
    const [first] = said.filter((statement) => statement.text === text);
    if (!first) return { problem: `${name} has no rating` };
    const unread = ofText.find(({ rating }) => rating === undefined);
    if (unread) return { problem: `${name}: "${unread.written.slice(0, 40)}" is not one rating from 1 to 5` };
    if (ofText.some(({ rating }) => rating !== first.rating))
      return { problem: `${name} has two different ratings` };
    verdict.push(first);
  }
  return {
    ratings: verdict.map(({ rating }) => rating ?? null),
    rationales: verdict.map(({ rationale }) => rationale),
    ...(aspectForm(aspect).types
      ? {
          types: verdict.map(({ types }) => types),
          typeRationales: verdict.map(({ typeRationale }) => typeRationale),
        }
      : {}),
  };
}

/** Ratings without names are for the texts in the order shown, if there is one for each. */
function inOrder(group: Group, textCount: number): Group {
  const isUnnamed = group.length === textCount && group.every(({ text }) => text === undefined);
  return isUnnamed ? group.map((statement, place) => ({ ...statement, text: place + 1 })) : group;
}

function isWhole(group: Group, textCount: number): boolean {
  return (
    new Set(group.map(({ text }) => text)).size >= textCount && group.every(({ text }) => text !== undefined)
  );
}

function namesOf(textCount: number): string {
  return textCount === 2 ? `${textKey(0)} and ${textKey(1)}` : `${textKey(0)} to ${textKey(textCount - 1)}`;
}
