/** What can hide or reorder text: escape codes, overrides of the direction, halves of a character, zero widths. */
const unseen = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu;

/**
 * Text with whatever acts on a screen unseen made visible, so that a reader sees what a judge was given. Joiners stay:
 * emoji and several scripts are written with them.
 */
export function visibleText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(unseen, shownInstead);
}

function shownInstead(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
