import { readLine } from './judge-reply-lines.ts';
import { readRatingValue } from './rating-value.ts';

const nameOfText = /\b(?:texts?|responses?|answers?|outputs?|repl(?:y|ies)|candidates?)[\s_#]*(\d+)/gi;

/** Turns of phrase with which a judge takes back what it has just written, whatever the texts are about. */
const takingBack = [
  /\bcorrections?\s*[:;–—-]/i,
  /\b(?:on|upon)\s+(?:further|second|closer|more|some|due)?\s*(?:reflection|reconsideration|thoughts?|inspection|review|reading)\b/i,
  /\b(?:wrong|other|opposite)\s+way\s+(?:a)?round\b|\bin\s+the\s+wrong\s+order\b|\bvice\s+versa\b/i,
  /\b(?:let\s+me|i(?:'ll|\s+(?:will|must|should|need\s+to|have\s+to|want\s+to|would|shall|am|have|had|now|hereby))?)\s+(?:\w+\s+)?(?:correct|revis|reconsider|swap|switch|revers|chang|amend|adjust|redo|re-?rat|retract|rephrase|fix|take\s+(?:that|this|it)\s+back)/i,
  /\b(?:scratch|strike|disregard|discard|ignore|forget)\s+(?:that|this|those|these|the|my|what|all|everything)\b/i,
  /\b(?:never\s*mind|my\s+(?:mistake|error|bad)|i\s+(?:made|have\s+made)\s+an?\s+\w*\s*(?:mistake|error)|i\s+(?:meant|mis\w+|mixed|confused|got)\b|changed?\s+my\s+mind|i\s+apologi[sz]e|apologies)/i,
  /\b(?:ratings?|scores?|numbers?|verdicts?|labels?|these|those|they|the\s+two|both)\s+(?:\w+\s+){0,2}(?:should|ought|need|must|have\s+to|has\s+to)\b/i,
  /\b(?:ratings?|scores?|numbers?|verdicts?|labels?|these|they|the\s+two)\s+(?:above\s+)?(?:are|were|is|was|have\s+been|got)\s+(?:\w+\s+)?(?:swapped|switched|reversed|inverted|wrong|mixed|exchanged|mistaken|backwards|incorrect|a\s+draft|not\s+final|too\s+(?:high|low|harsh|generous|lenient))/i,
  /\b(?:should|ought\s+to)\s+(?:be|have\s+been|get|have\s+got|receive|have)\s+(?:the\s+)?(?:swapped|switched|reversed|inverted|exchanged|higher|lower|better|worse|rated|scored)\b/i,
  /\bdeserves?\s+(?:the\s+|a\s+)?(?:higher|lower|better|worse|more|less)\b/i,
  /\b(?:final|revised|corrected|updated|actual|true|real|new)\s+(?:ratings?|scores?|verdict|judge?ment)\b/i,
  /(?:更正|修正|搞反|反了|颠倒|korrektur|vertauscht|umgekehrt|correcci[óo]n|al\s+rev[ée]s|invers[ée]s?\b|исправл|наоборот|поменя)/iu,
];

/** Words that have no place behind a verdict in JSON, where nothing more was asked for, unless they take it back. */
const unsettling =
  /\b(?:wait|hold\s+on|actually|oops|sorry|correct(?:ion|ed|ing)|revis(?:e|ed|ion|ing)|reconsider\w*|swap\w*|switch(?:ed|ing)?|revers(?:e|ed|al|ing)|invert\w*|interchang\w*|exchang\w*|instead|mistake|mistaken|retract\w*|withdraw\w*|draft|tentative|preliminary|backwards|opposite|ignor\w*|disregard\w*)\b|\b(?:not|n't)\s+(?:\w+\s+){0,2}(?:my|the|a)\s+(?:final|actual|true|real)?\s*(?:ratings?|scores?|verdict|answer)\b/i;

/** What introduces JSON that is somebody else's, or not meant. */
const quoting =
  /\b(?:draft|example|e\.g|for\s+instance|template|format|schema|form|placeholder|sample|says?|said|claims?|claimed|contains?|containing|includes?|including|quot\w*|steer\w*|inject\w*|instruct\w*|demand\w*|tr(?:y|ies|ied|ying)|attempt\w*|ignor\w*|disregard\w*|manipulat\w*|tell\w*|told|asks?|asked|writes?|wrote|written|shows?|reads|literally|pretend\w*|would|might|could|if|initial\w*|at\s+first|tentativ\w*|provisional\w*|preliminar\w*|instead\s+of|not|wrong\w*|previous\w*|embedded|embeds?|its|own|prompt)\b/i;

const ofRating =
  /\b(?:rat(?:e|es|ed|ing|ings)|scor\w+|deserv\w+|grades?|stars?|points?|giv(?:e|es|en|ing)|gave|assign\w*|award\w*|gets?|merits?|earns?|worth|respectively)\b|\/\s*5\b|\bout\s+of\b/i;

const scales =
  /\bbetween\s+(?:1|one)\s+and\s+(?:5|five)\b|\b(?:scale\s+)?(?:of|from)?\s*(?:1|one)\s*(?:-|–|to|through)\s*(?:5|five)\b|\/\s*5\b|\b(?:out\s+)?of\s+(?:5|five)\b/gi;

const ordinalWords = ['first', 'second', 'third', 'fourth', 'fifth'];
const ordinals = new RegExp(String.raw`\b(?:${ordinalWords.join('|')})\b`, 'gi');
const numberWords = new Map([
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
]);

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

export function takesBack(remark: string): boolean {
  return takingBack.some((form) => form.test(remark));
}

/** What is wrong with the prose before a verdict, or between its parts: it rates a text, and otherwise. */
export function problemBefore(prose: string, ratings: readonly (number | null)[]): string | undefined {
  if (prose.split('\n').some((line) => readLine(line, false).kind === 'rating'))
    return 'there are ratings outside the JSON as well';
  const contradicting =
    prose.split('\n').some((line) => headsAnother(line, ratings)) ||
    sentencesOf(prose).some((sentence) => contradicts(sentence, ratings));
  return contradicting ? 'the prose before the verdict gives other ratings than the verdict' : undefined;
}

/** Whether the words right before some JSON make it a quotation, an example or a draft. */
export function isQuotation(before: string): boolean {
  if (/[`"'“‘«]$/.test(before) && !/`{3}\w*$/.test(before)) return true;
  const line = withoutFences(before).trimEnd().split('\n').at(-1)?.trim() ?? '';
  if (line.startsWith('>')) return true;
  const clause = line.split(/[.!?](?=\s|$)/).at(-1) ?? '';
  return quoting.test(clause);
}

export function withoutFences(text: string): string {
  return text.replace(/^[ \t]*(?:`{3,}|~{3,})[\w-]*[ \t]*$/gm, '').replace(/`{3,}(?:json\w*)?/gi, '');
}

/** The numbers of the texts that some prose names, in its order. */
export function namedTexts(prose: string): number[] {
  return [...prose.matchAll(nameOfText)].map(({ 1: text }) => Number(text));
}

function sentencesOf(prose: string): string[] {
  return prose.split(/(?<=[.!?;])\s+|\n+/);
}

/** "Text 1: 4", where its rating is another. */
function headsAnother(line: string, ratings: readonly (number | null)[]): boolean {
  const read = readLine(line, false);
  if (read.kind !== 'heading') return false;
  const rating = readRatingValue(read.rest.replace(/\*\*|`/g, ''), true);
  return rating !== undefined && rating !== ratings[read.text - 1];
}

/** Whether a sentence that rates gives some text only numbers that are not its rating. */
function contradicts(sentence: string, ratings: readonly (number | null)[]): boolean {
  const said = sentence.replace(scales, (found) => (found.startsWith('/') ? ' out of ' : ' '));
  const names = namesIn(said);
  const rates =
    ofRating.test(said) ||
    isTableRow(said) ||
    /\b\d+\s*[)\]]?\*{0,2}\s*(?:[:=(]|[-–—>]\s)\s*\*{0,2}[1-5]\b/.test(said);
  if (!rates) return false;
  const numbers = numbersIn(said);
  if (numbers.length === 0) return false;
  if (names.length === 0) {
    return numbers.length === ratings.length && numbers.some(({ value }, place) => value !== ratings[place]);
  }
  const given = new Map<number, Set<number>>();
  let next = 0;
  for (const { value, at } of numbers) {
    while ((names[next]?.at ?? Infinity) < at) next += 1;
    const name = names[Math.max(next - 1, 0)];
    if (name) given.set(name.text, (given.get(name.text) ?? new Set()).add(value));
  }
  // "5 and 1 respectively", "a 5 to text 1 and a 1 to text 2": only the sentence as a whole says which is whose.
  const isInOrder =
    names.length === numbers.length &&
    names.every(({ text }, place) => ratings[text - 1] === numbers[place]?.value);
  if (isInOrder) return false;
  return [...given].some(([text, values]) => text > ratings.length || !values.has(ratings[text - 1] ?? NaN));
}

interface Found {
  at: number;
}

function namesIn(sentence: string): (Found & { text: number })[] {
  const byNumber = [...sentence.matchAll(nameOfText)].map(({ 1: text, index }) => ({
    text: Number(text),
    at: index,
  }));
  if (byNumber.length > 0) return byNumber;
  const row = /^\s*\|\s*\*{0,2}(\d+)\*{0,2}\s*\|/.exec(sentence)?.[1];
  if (row !== undefined) return [{ text: Number(row), at: 0 }];
  return [...sentence.matchAll(ordinals)].map(({ 0: ordinal, index }) => ({
    text: ordinalWords.indexOf(ordinal.toLowerCase()) + 1,
    at: index,
  }));
}

function numbersIn(sentence: string): (Found & { value: number })[] {
  const isRow = isTableRow(sentence);
  const bare = sentence.replace(nameOfText, (name) => ' '.repeat(name.length));
  const written = isRow ? bare.replace(/^\s*\|[^|]*\|/, (cell) => ' '.repeat(cell.length)) : bare;
  return [...written.matchAll(/(?<![\w.,])(\d+(?:\.\d+)?)(?![\w]|\.\d)|\b(two|three|four|five)\b/gi)].map(
    ({ 1: digits, 2: word, index }) => ({
      value: digits === undefined ? (numberWords.get(word?.toLowerCase() ?? '') ?? 0) : Number(digits),
      at: index,
    }),
  );
}

function isTableRow(sentence: string): boolean {
  return sentence.trim().startsWith('|');
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
