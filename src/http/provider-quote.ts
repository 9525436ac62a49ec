import { stripVTControlCharacters } from 'node:util';
import { redact } from './redact.ts';

const longestQuote = 500;

/**
 * What a provider said, fit for a log line, a terminal and a history: one line, no control or direction-changing
 * characters, no key, at most 500 characters. Cut last, since half a key is not recognised as one.
 */
export function providerQuote(text: string, secrets: readonly string[]): string {
  const characters = Array.from(redact(oneLine(text), secrets));
  return characters.length > longestQuote
    ? `${characters.slice(0, longestQuote - 1).join('')}…`
    : characters.join('');
}

function oneLine(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
