const textName = String.raw`(?:text|response|answer|output|reply|candidate)`;
/** A name may carry the mark of the tag in which its text was shown. */
export const namedText = new RegExp(String.raw`^(?:the_)?${textName}[_#]*(\d{1,3})(?:[-_][\da-f]{6,})?$`);
export const ratingOfText = new RegExp(
  String.raw`^(?:${textName}_?(\d{1,3})_(?:rating|score)|(?:rating|score)_(?:(?:of|for)_)?(?:${textName}_?)?(\d{1,3}))$`,
);
export const ratingKey = /^(?:(?:final|overall|quality)_)?(?:rating|score)$/;
export const rationaleKey =
  /^(?:rationales?|reasons?|reasoning|justifications?|explanations?|feedbacks?|comments?|critiques?|analys[ei]s)(?:_for_(?:the_)?rating)?$/;
export const ratingsKey = /^(?:ratings?|scores?|results?|verdicts?|judge?ments?|evaluations?)$/;
export const placeKey =
  /^(?:text|response|answer|output|candidate|reply|id|index|number|name|key|label)(?:_(?:id|index|number|name|key))?$/;
export const scaleKey = /^(?:out_of|scale|max(?:imum)?(?:_(?:rating|score))?)$/;

/** `Text 1`, `text-1` and `TEXT_1` are one name. */
export function plainKey(key: string): string {
  return key
    .trim()
    .toLowerCase()
    .replace(/[[\]<>*"']/g, '')
    .replace(/[\s_.]+|-(?=\D|\d{1,3}$)/g, '_')
    .replace(/^_|_$/g, '');
}
