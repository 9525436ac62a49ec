import { nameOfText, sentencesOf } from './named-texts.ts';
import { readLine } from './prose-lines.ts';
import { readRatingValue } from './rating-value.ts';

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

/** What is wrong with the prose before a verdict, or between its parts: it rates a text, and otherwise. */
export function problemBefore(prose: string, ratings: readonly (number | null)[]): string | undefined {
  if (prose.split('\n').some((line) => readLine(line, false).kind === 'rating'))
    return 'there are ratings outside the JSON as well';
  const contradicting =
    prose.split('\n').some((line) => headsAnother(line, ratings)) ||
    sentencesOf(prose).some((sentence) => contradicts(sentence, ratings));
  return contradicting ? 'the prose before the verdict gives other ratings than the verdict' : undefined;
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
