/** A tag and its place in a text. */
export interface TagPlace {
  start: number;
  /** Behind the tag. */
  end: number;
  /** Of {@link dialects}. */
  dialect: Dialect;
}

interface Dialect {
  open: RegExp;
  close: RegExp;
}

/** DeepSeek R1, QwQ, Qwen3, GLM, Phi, OLMo, Gemini's compatible server (`thought`), Seed-OSS (`seed:think`), MiniMax. */
const angled = ['think', 'thinking', 'thought', 'thoughts', 'reasoning', 'seed:think', 'mm:think'].map(
  (name) => dialect(`<${name}>`, `</${name}>`),
);

const dialects: readonly Dialect[] = [
  ...angled,
  dialect('[THINK]', '[/THINK]'), // Magistral
  dialect('<|START_THINKING|>', '<|END_THINKING|>'), // Command A
  dialect('<|channel>thought', '<channel|>'), // Gemma 4
  dialect('◁think▷', '◁/think▷'), // Kimi
  dialect('<|inner_prefix|>', '<|inner_suffix|>'), // Apertus
  dialect('<|begin_of_thought|>', '<|end_of_thought|>'), // OpenThinker, Sky-T1
];

/** What some of them put around the answer that follows. */
const answerMarks =
  /^\s*<\|(?:START_RESPONSE|begin_of_solution)\|>|<\|(?:END_RESPONSE|end_of_solution)\|>\s*$/gi;

/** The tag that a text begins with. */
export function openingTag(text: string): TagPlace | undefined {
  const start = text.search(/\S/);
  if (start === -1) return undefined;
  const beginning = text.slice(start, start + 40);
  for (const spoken of dialects) {
    const found = spoken.open.exec(beginning);
    if (found?.index === 0) return { start, end: start + found[0].length, dialect: spoken };
  }
  return undefined;
}

/**
 * The tag that ends the thoughts a text begins with: behind `opening` its partner, and the first that is not quoted;
 * without one, the first tag of any dialect that stands like an end and not like a word in a sentence.
 */
export function closingTag(text: string, opening: TagPlace | undefined): TagPlace | undefined {
  if (opening) {
    const places = placesOf(opening.dialect.close, text, opening.dialect, opening.end);
    return places.find((place) => !isQuoted(text, place)) ?? places.at(-1);
  }
  return dialects
    .flatMap((spoken) => {
      const [place] = placesOf(spoken.close, text, spoken, 0).filter((found) => isAnEnd(text, found));
      if (!place || spoken.open.test(text.slice(0, place.start))) return [];
      return [place];
    })
    .sort((first, second) => first.start - second.start)[0];
}

export function unwrapped(answer: string): string {
  return answer.replace(answerMarks, '');
}

function placesOf(tag: RegExp, text: string, spoken: Dialect, from: number): TagPlace[] {
  return [...text.matchAll(new RegExp(tag, 'gi'))].flatMap(({ index, 0: found }) =>
    index < from ? [] : [{ start: index, end: index + found.length, dialect: spoken }],
  );
}

/** Alone on its line; or not quoted, and not with a sentence that goes on around it. */
function isAnEnd(text: string, place: TagPlace): boolean {
  const { before, after } = lineAround(text, place);
  if (before.trim() === '' && after.trim() === '') return true;
  if (isQuoted(text, place)) return false;
  const goesOn = /^(\s+[\p{Ll}\d]|\s*[,.;:)?!])/u.test(after);
  const isEnded = before.trim() === '' || /[.!?…。！？:)\]}"”»*]\s*$/u.test(before);
  return isEnded || !goesOn;
}

/** In a block of code, in a span of code, or between quotation marks. */
function isQuoted(text: string, place: TagPlace): boolean {
  const { before, after } = lineAround(text, place);
  if (/["'“‘«„]$/u.test(before) && /^["'”’»“]/u.test(after)) return true;
  if (after.includes('`') && (before.split('`').length - 1) % 2 === 1) return true;
  return (text.slice(0, place.start).match(/^\s*(?:```|~~~)/gm)?.length ?? 0) % 2 === 1;
}

function lineAround(text: string, { start, end }: TagPlace): { before: string; after: string } {
  const lineEnd = text.indexOf('\n', end);
  return {
    before: text.slice(text.lastIndexOf('\n', start - 1) + 1, start),
    after: text.slice(end, lineEnd === -1 ? undefined : lineEnd),
  };
}

function dialect(open: string, close: string): Dialect {
  return { open: tag(open), close: tag(close) };
}

function tag(words: string): RegExp {
  return new RegExp(words.replace(/[[\]|/]/g, '\\$&'), 'i');
}
