import type { Excerpt } from '../excerpt.ts';
import { markup, type Markup } from '../markup.ts';
import { count } from './written-numbers.ts';

/** About twelve lines of a column. */
const shownAtOnce = { characters: 700, lines: 12 };

/** A text as it was written, right-to-left where it is; a long one is folded until it is asked for. */
export function longText({ text, charactersLeftOut }: Excerpt): Markup {
  const cut =
    charactersLeftOut > 0
      ? markup`<p class="quiet">… ${count(charactersLeftOut)} more characters in the dataset</p>`
      : null;
  const body = markup`<div class="text" dir="auto">${text}</div>${cut}`;
  const isLong = text.length > shownAtOnce.characters || text.split('\n').length > shownAtOnce.lines;
  if (!isLong) return body;
  return markup`<div class="fold"><details><summary>whole text, ${count(text.length)} characters</summary></details><div class="folded">${body}</div></div>`;
}
