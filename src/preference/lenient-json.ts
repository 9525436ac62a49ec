/** An object keeps its entries as they were written: two equal keys are two statements, not the last of them. */
export interface JsonObject {
  entries: (readonly [key: string, value: JsonValue])[];
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

export interface FoundJson {
  value: JsonValue;
  /** Where it begins in the text, and where what follows it begins. */
  start: number;
  end: number;
}

/** Deeper than any verdict; it also bounds the work that a hostile text can make. */
const deepest = 12;

/** Each opening mark with the one that closes it. */
const quotes = new Map([
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['‘', '’'],
]);

const literals = new Map<string, JsonValue>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['null', null],
  ['None', null],
]);

const escapes: Partial<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/**
 * Every outermost object and array in a text, in JSON as models write it: also with single quotes or curly ones, raw
 * line breaks in strings, trailing commas, keys without quotes, and Python's literals. Nothing is completed: what never
 * closes is no value.
 */
export function jsonValuesIn(text: string): FoundJson[] {
  const reader = new JsonReader(text);
  const found: FoundJson[] = [];
  const opening = /[{[]/g;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const read = reader.readAt(match.index);
    if (!read) continue;
    found.push({ value: read.value, start: match.index, end: read.end });
    opening.lastIndex = read.end;
  }
  return found;
}

export function isJsonObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

class JsonReader {
  readonly #text: string;
  #at = 0;
  /** From where on no string with this closing mark ends, so that no text is searched to its end twice. */
  readonly #neverClosed = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  readAt(start: number): { value: JsonValue; end: number } | undefined {
    this.#at = start;
    const value = this.#value(0);
    return value === undefined ? undefined : { value, end: this.#at };
  }

  #value(depth: number): JsonValue | undefined {
    if (depth > deepest) return undefined;
    this.#skipSpace();
    const next = this.#text[this.#at] ?? '';
    if (next === '{') return this.#object(depth);
    if (next === '[') return this.#array(depth);
    return quotes.has(next) ? this.#string() : this.#bareValue();
  }

  #object(depth: number): JsonObject | undefined {
    const entries: [string, JsonValue][] = [];
    this.#at += 1;
    while (!this.#takes('}')) {
      const key = this.#key();
      if (key === undefined || !this.#takes(':', '：')) return undefined;
      const value = this.#value(depth + 1);
      if (value === undefined) return undefined;
      entries.push([key, value]);
      if (!this.#takes(',', '，') && !this.#isNext('}')) return undefined;
    }
    return { entries };
  }

  #array(depth: number): JsonValue[] | undefined {
    const values: JsonValue[] = [];
    this.#at += 1;
    while (!this.#takes(']')) {
      const value = this.#value(depth + 1);
      if (value === undefined) return undefined;
      values.push(value);
      if (!this.#takes(',', '，') && !this.#isNext(']')) return undefined;
    }
    return values;
  }

  #key(): string | undefined {
    this.#skipSpace();
    if (quotes.has(this.#text[this.#at] ?? '')) return this.#string();
    return this.#match(/[\p{L}\p{N}_][\p{L}\p{N}_ -]*/uy)?.trim();
  }

  /** A number, a literal, or a value such as 4/5 or N/A that lacks its quotes. */
  #bareValue(): JsonValue | undefined {
    const word = this.#match(/[^\s,，:：{}[\]"'“”‘’`]+/y);
    if (word === undefined) return undefined;
    const literal = literals.get(word);
    if (literal !== undefined) return literal;
    return /^-?\d+(?:\.\d+)?$/.test(word) ? Number(word) : word;
  }

  #string(): string | undefined {
    const close = quotes.get(this.#text[this.#at] ?? '') ?? '';
    const start = this.#at;
    if (start >= (this.#neverClosed.get(close) ?? Infinity)) return undefined;
    let value = '';
    for (this.#at += 1; this.#at < this.#text.length; this.#at += 1) {
      const character = this.#text[this.#at] ?? '';
      if (character === close && this.#closesHere(close)) {
        this.#at += 1;
        return value;
      }
      value += character === '\\' ? this.#escaped() : character;
    }
    this.#neverClosed.set(close, start);
    return undefined;
  }

  /** An apostrophe ends a string only where the string may end. */
  #closesHere(close: string): boolean {
    if (close === '"' || close === '”') return true;
    const behind = /\s*(.?)/suy;
    behind.lastIndex = this.#at + 1;
    return /^[,，:：}\]]$/u.test(behind.exec(this.#text)?.[1] ?? '');
  }

  /** A backslash that begins no escape of JSON stands for itself, as in LaTeX. */
  #escaped(): string {
    const next = this.#text[this.#at + 1] ?? '';
    const code = /^u([\da-f]{4})/i.exec(this.#text.slice(this.#at + 1, this.#at + 6))?.[1];
    if (code !== undefined) {
      this.#at += 5;
      return String.fromCharCode(Number.parseInt(code, 16));
    }
    const character = escapes[next] ?? (/["'\\/]/.test(next) ? next : undefined);
    if (character === undefined) return '\\';
    this.#at += 1;
    return character;
  }

  #takes(...characters: string[]): boolean {
    if (!this.#isNext(...characters)) return false;
    this.#at += 1;
    return true;
  }

  #isNext(...characters: string[]): boolean {
    this.#skipSpace();
    return characters.includes(this.#text[this.#at] ?? 'the end');
  }

  #skipSpace(): void {
    this.#match(/\s+/y);
  }

  #match(form: RegExp): string | undefined {
    form.lastIndex = this.#at;
    const found = form.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }
}
