import { visibleText } from '../report/visible-text.ts';

export type Yaml = string | number | readonly Yaml[] | { readonly [key: string]: Yaml | undefined };

/** Block YAML with its last newline. Keys are this project's own; an entry that is undefined is left out. */
export function yaml(value: Yaml): string {
  return `${linesOf(value).join('\n')}\n`;
}

function linesOf(value: Yaml): string[] {
  if (typeof value === 'string') return [scalar(value)];
  if (typeof value === 'number') return [String(value)];
  if (isSequence(value)) {
    return value.flatMap((item) => linesOf(item).map((line, index) => `${index === 0 ? '- ' : '  '}${line}`));
  }
  return Object.entries(value).flatMap(([key, inner]) => (inner === undefined ? [] : entry(key, inner)));
}

function entry(key: string, value: Yaml): string[] {
  const lines = linesOf(value);
  if (typeof value !== 'object') return [`${key}: ${lines.join('')}`];
  if (lines.length === 0) return [`${key}: ${isSequence(value) ? '[]' : '{}'}`];
  return [`${key}:`, ...lines.map((line) => (isSequence(value) ? line : `  ${line}`))];
}

function isSequence(value: Yaml): value is readonly Yaml[] {
  return Array.isArray(value);
}

const plain = /^[a-z][a-z0-9_]*(?:[-./][a-z0-9_]+)*$/;
const otherThanText = new Set(['true', 'false', 'null', 'yes', 'no', 'on', 'off', 'y', 'n']);

/** Quoted wherever a reader could take it for something else than the text it is. */
function scalar(text: string): string {
  if (plain.test(text) && !otherThanText.has(text)) return text;
  return JSON.stringify(visibleText(text)).replace(/[\u2028\u2029\ufffe\uffff]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
