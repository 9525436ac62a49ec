import { aspectForm, type AskedAspect } from '../aspect.ts';
import type { Verdicts } from '../judgement.ts';
import { nameOfText } from './named-texts.ts';
import { plain } from './plain-line.ts';
import { readLine, type ReplyLine } from './prose-lines.ts';
import { readRatingValue } from './rating-value.ts';
import { readTypes } from './types-line.ts';

interface Section {
  ratings: (number | null)[];
  rationales: string[][];
  typeRationale: string[] | undefined;
  types: number[] | null;
}

/** Takes in the lines of a judge's prose, one after the other. */
export class ProseReader {
  readonly #textCount: number;
  readonly #aspect: AskedAspect;
  readonly #sections: Section[] = [];
  /** Where prose is added: the rationale being read, or nothing before the first text and after a closing line. */
  #paragraphs: string[] | undefined;
  #closed = false;
  #ratingsRead = 0;
  #awaitsRating = false;

  constructor(textCount: number, aspect: AskedAspect) {
    this.#textCount = textCount;
    this.#aspect = aspect;
  }

  get textsRead(): number {
    return this.#sections.length;
  }

  get ratingsRead(): number {
    return this.#ratingsRead;
  }

  /** Takes in the next line; says what is wrong with it, if anything. */
  read(line: ReplyLine, written: string): string | undefined {
    if (this.#awaitsRating && written.trim() !== '') {
      this.#awaitsRating = false;
      return this.#rate(plain(written));
    }
    switch (line.kind) {
      case 'heading':
        return this.#open(line.text) ?? this.#continue(line.rest);
      case 'rating':
      case 'rationale':
      case 'type':
      case 'type rationale':
        return this.#openFor(line.text) ?? this.#label(line.kind, line.rest);
      case 'close':
        this.#closed ||= this.#isLastRated();
        return this.#prose(written);
      case 'prose':
        return this.#prose(written);
    }
  }

  verdicts(): Verdicts | { problem: string } {
    if (this.#awaitsRating) return { problem: `text ${this.#sections.length}: its rating is missing` };
    if (this.#sections.length !== this.#textCount) {
      const { length } = this.#sections;
      return { problem: `${length} of ${this.#textCount} texts have a heading in the reply` };
    }
    const unrated = this.#sections.findIndex(({ ratings }) => ratings.length === 0);
    if (unrated !== -1) return { problem: `text ${unrated + 1} has no rating` };
    const rationales = this.#sections.map((section) => this.#rationalesOf(section));
    return {
      ratings: this.#sections.map(({ ratings }) => ratings[0] ?? null),
      rationales: rationales.map(({ rationale }) => rationale),
      ...(aspectForm(this.#aspect).types
        ? {
            types: this.#sections.map(({ types }) => types),
            typeRationales: rationales.map(({ typeRationale }) => typeRationale),
          }
        : {}),
    };
  }

  #open(text: number): string | undefined {
    const expected = this.#sections.length + 1;
    if (text !== expected || text > this.#textCount) {
      return expected > this.#textCount
        ? `text ${text} is headed after the last of ${this.#textCount} texts`
        : `text ${text} is headed where text ${expected} was expected`;
    }
    this.#paragraphs = [];
    this.#sections.push({
      ratings: [],
      rationales: [this.#paragraphs],
      typeRationale: undefined,
      types: null,
    });
    return undefined;
  }

  /** A label that names its text ("Rating for Text 2:") opens that text's section, unless it is the open one. */
  #openFor(text: number | undefined): string | undefined {
    return text === undefined || text === this.#sections.length ? undefined : this.#open(text);
  }

  /** What stands behind a heading on its line: a label, a bare rating, or the start of the rationale. */
  #continue(rest: string): string | undefined {
    if (rest === '') return undefined;
    const line = readLine(rest, false);
    if (line.kind !== 'prose' && line.kind !== 'close') return this.read(line, rest);
    return this.#readRating(rest) === undefined ? this.#prose(rest) : this.#rate(rest);
  }

  #label(kind: 'rating' | 'rationale' | 'type' | 'type rationale', rest: string): string | undefined {
    const section = this.#sections.at(-1);
    if (!section) return `a ${kind} stands before the first text`;
    if (kind === 'rating') {
      if (rest !== '') return this.#rate(rest);
      this.#awaitsRating = true;
      return undefined;
    }
    if (kind === 'type') {
      if (aspectForm(this.#aspect).types === null) return this.#prose(`Type: ${rest}`);
      section.types = readTypes(rest, aspectForm(this.#aspect).types?.length ?? 0);
      return undefined;
    }
    this.#paragraphs = rest === '' ? [] : [rest];
    if (kind === 'type rationale') section.typeRationale = this.#paragraphs;
    else section.rationales.push(this.#paragraphs);
    return undefined;
  }

  /** A rating, and the rationale where it goes on on the same line. */
  #rate(written: string): string | undefined {
    const section = this.#sections.at(-1);
    if (!section) return 'a rating stands before the first text';
    const [value = '', rationale] = written.split(/[\s.,;|]{0,5}\bRationale\s*:\s*/i);
    const rating = this.#readRating(value);
    const name = `text ${this.#sections.length}`;
    if (rating === undefined) return `${name}: "${value.trim().slice(0, 40)}" is not one rating from 1 to 5`;
    if (section.ratings.some((given) => given !== rating)) return `${name} has two different ratings`;
    section.ratings.push(rating);
    this.#ratingsRead += 1;
    if (rationale !== undefined) return this.#label('rationale', rationale);
    return undefined;
  }

  #readRating(written: string) {
    return readRatingValue(plain(written), aspectForm(this.#aspect).notApplicable);
  }

  /** A closing remark is left out of the rationale; one that names numbers may change a rating. */
  #prose(written: string): string | undefined {
    if (!this.#closed) {
      this.#paragraphs?.push(plain(written));
      return undefined;
    }
    if (/\p{N}/u.test(written.replace(nameOfText, ''))) {
      return 'the closing remarks name numbers, which may be other ratings';
    }
    if (this.#sections.at(-1)?.rationales.every((rationale) => joined(rationale) === '')) {
      this.#paragraphs?.push(plain(written));
    }
    return undefined;
  }

  #isLastRated(): boolean {
    return this.#sections.length === this.#textCount && (this.#sections.at(-1)?.ratings.length ?? 0) > 0;
  }

  /** Where types are given with a rationale of their own, it comes first (UltraFeedback's form). */
  #rationalesOf({ rationales, typeRationale }: Section) {
    const written = rationales.map(joined).filter((rationale) => rationale !== '');
    const hasTypes = aspectForm(this.#aspect).types !== null;
    const first = hasTypes && !typeRationale && written.length > 1 ? written.shift() : undefined;
    return {
      rationale: written.join('\n\n'),
      typeRationale: typeRationale ? joined(typeRationale) : (first ?? null),
    };
  }
}

function joined(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/\n{2,}/g, '\n\n')
    .trim();
}
