/**
 * A value with every text in it well-formed Unicode: half a surrogate pair becomes U+FFFD. JSON can spell one
 * (`"\ud835"`), and what UTF-8 cannot hold breaks files that other programs read.
 */
export function wellFormed<Value>(value: Value): Value {
  return mended(value) as Value;
}

function mended(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(mended);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key.toWellFormed(), mended(held)]));
}

/** What JSON makes, and not a date, a buffer or the like. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
