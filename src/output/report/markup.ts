import { visibleText } from './visible-text.ts';

/** HTML or SVG that is safe to write: made by the tag below only. */
export class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

export type Piece = Markup | string | number | null | undefined | readonly Piece[];

/**
 * Template tag: what stands in the template is markup, what is put into it is text and gets escaped, in an element
 * as in a quoted attribute. So a text of a model can't become markup by an oversight.
 */
export function markup(template: TemplateStringsArray, ...pieces: Piece[]): Markup {
  const text = template.map((part, place) => part + (place < pieces.length ? written(pieces[place]) : ''));
  return new Markup(text.join(''));
}

function written(piece: Piece): string {
  if (piece === null || piece === undefined) return '';
  if (piece instanceof Markup) return piece.toString();
  if (typeof piece === 'number') return String(piece);
  if (typeof piece === 'string') return escaped(piece);
  return piece.map(written).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
