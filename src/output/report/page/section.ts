import { markup, type Markup, type Piece } from '../markup.ts';

export interface Section {
  id: string;
  heading: string;
  /** How to read what follows, in a sentence or two. */
  reading: Piece;
  /** How the pipeline behind argilla/Capybara-Preferences did this; left out where nothing is known. */
  original?: string;
  body: Piece;
}

export function section({ id, heading, reading, original, body }: Section): Markup {
  const aside = original && markup`<p class="original"><b>The original pipeline</b> ${original}</p>`;
  return markup`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
<div class="reading"><p>${reading}</p>${aside}</div>
${body}
</section>
`;
}

/** A chart with its numbers beside it, or below it on a narrow page. */
export function beside(chart: Markup, table: Piece): Markup {
  return markup`<div class="beside"><div>${chart}</div><div>${table}</div></div>`;
}

export function nothingToShow(why: string): Markup {
  return markup`<p class="nothing">${why}</p>`;
}
