/** A rating as it was written: a number from 1 to 5, null for `N/A`, undefined for anything that needs a guess. */
export type RatingValue = number | null | undefined;

const numberWords = ['one', 'two', 'three', 'four', 'five'];

/**
 * One rating and nothing that could be a second one. A remark may follow it ("4 (very good)", "4 - good"), though
 * none with a number in it, nor one that takes the rating up or down ("4, plus a half").
 */
const ratingForm = new RegExp(
  [
    /^(?:(?<digit>[1-5])(?:\.0+)?|(?<word>one|two|three|four|five))/,
    /(?:\s*\/\s*5(?:\.0+)?|\s+(?:out\s+)?of\s+(?:5|five))?(?:\s+(?:stars?|points?))?/,
    /\.?(?:(?:\s*[,;:]|\s+[-–—]|\s*\()(?<remark>.*))?$/,
  ]
    .map(({ source }) => source)
    .join(''),
  'is',
);

const remarkThatUnsettles =
  /\p{N}|\b(?:one|two|three|four|five|six|half|quarter|plus|minus|higher|lower|between|or|to)\b/iu;

const notApplicableForm = /^(?:n\s*\/\s*a|na\b|n\.\s*a\.?|not applicable)(?:\s*[.,;:(-].*)?$/is;

/** Reads what stands behind a label such as "Rating:", its Markdown taken off. */
export function readRatingValue(written: string, notApplicable: boolean): RatingValue {
  const value = withoutBrackets(withoutBrackets(withoutWideDigits(written).trim()));
  if (notApplicable && notApplicableForm.test(value)) return null;
  const parts: Partial<Record<string, string>> = ratingForm.exec(value)?.groups ?? {};
  const { digit, word, remark } = parts;
  if (remark !== undefined && remarkThatUnsettles.test(remark)) return undefined;
  if (digit !== undefined) return Number(digit);
  return word === undefined ? undefined : numberWords.indexOf(word.toLowerCase()) + 1;
}

/** As Chinese and Japanese keyboards write them. */
function withoutWideDigits(written: string): string {
  return written.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}

function withoutBrackets(value: string): string {
  const inner = /^(?:\[(.*)\]|<(.*)>|\((.*)\)|"(.*)"|“(.*)”|'(.*)')[.,;]?$/s.exec(value)?.slice(1);
  return inner?.find((content: string | undefined) => content !== undefined)?.trim() ?? value;
}
