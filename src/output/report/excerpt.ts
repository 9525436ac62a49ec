/** The beginning of a text, and how much of it was left out. */
export interface Excerpt {
  text: string;
  charactersLeftOut: number;
}

/** Cuts between characters, never inside one, and keeps no hold on the long text that it was cut from. */
export function excerptOf(text: string, most: number): Excerpt {
  if (text.length <= most) return { text, charactersLeftOut: 0 };
  const kept = Array.from(text.slice(0, most * 2))
    .slice(0, most)
    .join('');
  return { text: kept, charactersLeftOut: text.length - kept.length };
}
