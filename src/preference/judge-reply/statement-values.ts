import { isJsonObject, type JsonObject, type JsonValue } from '../lenient-json.ts';
import { readRatingValue, type RatingValue } from './rating-value.ts';
import { namedText, plainKey } from './statement-keys.ts';

export function readRating(value: JsonValue, notApplicable: boolean): RatingValue {
  const inner = unwrapped(value);
  if (typeof inner !== 'string' && typeof inner !== 'number') return undefined;
  return readRatingValue(String(inner).replace(/\*\*|`/g, ''), notApplicable);
}

/** A rating in a list of one, or in an object of its own. */
export function unwrapped(value: JsonValue): JsonValue {
  if (Array.isArray(value) && value.length === 1)
    return unwrapped((value as readonly JsonValue[])[0] ?? null);
  const only =
    typeof value === 'object' && value !== null && isJsonObject(value) && value.entries.length === 1
      ? value.entries[0]
      : undefined;
  return only && /^(?:value|rating|score)$/.test(plainKey(only[0])) ? unwrapped(only[1]) : value;
}

export function writtenValue(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (isJsonObject(value)) return '{…}';
  return `[${value.map(writtenValue).join(', ')}]`;
}

export function placeOf(value: JsonValue): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const number = namedText.exec(plainKey(value))?.[1] ?? /^\s*#?(\d{1,3})\s*$/.exec(value)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** Under `rating` may stand all ratings together. */
export function namesText(value: JsonValue): boolean {
  return isJsonObject(value) && !isSingleValue(value);
}

function isSingleValue(object: JsonObject): boolean {
  return unwrapped(object) !== object;
}

/** The numbers from 1 on, each once, may be places as well as ratings. */
export function mayBeRanking(values: readonly JsonValue[]): boolean {
  const numbers = values.map((value) => readRating(value, false));
  return values.every((_, place) => numbers.includes(place + 1));
}
