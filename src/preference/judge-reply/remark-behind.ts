import { nameOfText, namedTexts, sentencesOf } from './named-texts.ts';
import { takesBack } from './taking-back.ts';

/** Words that have no place behind a verdict in JSON, where nothing more was asked for, unless they take it back. */
const unsettling =
  /\b(?:wait|hold\s+on|actually|oops|sorry|correct(?:ion|ed|ing)|revis(?:e|ed|ion|ing)|reconsider\w*|swap\w*|switch(?:ed|ing)?|revers(?:e|ed|al|ing)|invert\w*|interchang\w*|exchang\w*|instead|mistake|mistaken|retract\w*|withdraw\w*|draft|tentative|preliminary|backwards|opposite|ignor\w*|disregard\w*)\b|\b(?:not|n't)\s+(?:\w+\s+){0,2}(?:my|the|a)\s+(?:final|actual|true|real)?\s*(?:ratings?|scores?|verdict|answer)\b/i;

/** What is wrong with a remark behind the verdict: it takes the verdict back, or may hold another. */
export function problemBehind(remark: string, ratings: readonly (number | null)[]): string | undefined {
  if (/\p{N}/u.test(remark.replace(nameOfText, '')))
    return 'the remarks behind the verdict name numbers, which may be other ratings';
  if (takesBack(remark) || unsettling.test(remark))
    return 'the remarks behind the verdict seem to take it back';
  return prefersAnother(remark, ratings)
    ? 'the remarks behind the verdict prefer another text than its ratings do'
    : undefined;
}

/** "Text 2 is the better one" behind ratings of 4 and 2. */
function prefersAnother(remark: string, ratings: readonly (number | null)[]): boolean {
  return sentencesOf(remark).some((sentence) => {
    const [text] = namedTexts(sentence);
    if (text === undefined) return false;
    const rating = ratings[text - 1];
    if (rating === undefined) return true;
    if (
      rating === null ||
      /\b(?:not|n't|never|less|than)\b/i.test(sentence.replace(/\bthan\s+\w+[\s_#]*\d+/i, ''))
    )
      return false;
    const others = ratings.filter((other): other is number => typeof other === 'number');
    if (
      /\b(?:is|was|are|remains)\s+(?:\w+\s+){0,3}(?:better|best|stronger|strongest|superior)\b/i.test(
        sentence,
      )
    )
      return rating < Math.max(...others);
    if (/\b(?:is|was|are|remains)\s+(?:\w+\s+){0,3}(?:worse|worst|weaker|weakest|inferior)\b/i.test(sentence))
      return rating > Math.min(...others);
    return false;
  });
}
