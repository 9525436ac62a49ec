import { excerptOf } from '../report/excerpt.ts';
import { visibleText } from '../report/visible-text.ts';

const mostCharacters = 300;

/**
 * A text that others wrote (a model's name, a path, a reason) as an inline code span of one line, inside which
 * Markdown and HTML mean nothing.
 */
export function code(text: string): string {
  const { text: kept, charactersLeftOut } = excerptOf(visibleText(text).trim(), mostCharacters);
  const shown = `${kept}${charactersLeftOut > 0 ? '…' : ''}`.replace(/[\s\u2028\u2029]+/g, ' ');
  if (shown === '') return '';
  const fence = '`'.repeat(longestRun(shown) + 1);
  const room = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return `${fence}${room}${shown}${room}${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(withinCell).join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A bar ends a cell even inside a code span, unless an odd number of backslashes stands before it. */
function withinCell(text: string): string {
  return text.replace(
    /(\\*)\|/g,
    (_, slashes: string) => `${slashes}${slashes.length % 2 === 0 ? '' : '\\'}\\|`,
  );
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Paragraphs, those that are empty left out. */
export function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
