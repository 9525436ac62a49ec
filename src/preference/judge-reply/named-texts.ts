/** "Text 1", "response 2": global, with the number as its group. */
export const nameOfText = /\b(?:texts?|responses?|answers?|outputs?|repl(?:y|ies)|candidates?)[\s_#]*(\d+)/gi;

/** The numbers of the texts that some prose names, in its order. */
export function namedTexts(prose: string): number[] {
  return [...prose.matchAll(nameOfText)].map(({ 1: text }) => Number(text));
}

export function sentencesOf(prose: string): string[] {
  return prose.split(/(?<=[.!?;])\s+|\n+/);
}
