import { aspectForms, type Aspect } from './aspect.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './lenient-json.ts';
import { readRatingValue, type RatingValue } from './rating-value.ts';

/** What a judge's JSON says of one text, by its number from 1; undefined where only the order tells which it is. */
export interface Statement {
  text: number | undefined;
  /** Undefined for what is not one rating in range. */
  rating: RatingValue;
  /** The rating as it was written. */
  written: string;
  rationale: string;
  types: number[] | null;
  typeRationale: string | null;
}

/** The statements that stand together: one verdict, or a part of one. */
export type Group = readonly Statement[];

const textName = String.raw`(?:text|response|answer|output|reply|candidate)`;
/** A name may carry the mark of the tag in which its text was shown. */
const namedText = new RegExp(String.raw`^(?:the_)?${textName}[_#]*(\d{1,3})(?:[-_][\da-f]{6,})?$`);
const ratingOfText = new RegExp(
  String.raw`^(?:${textName}_?(\d{1,3})_(?:rating|score)|(?:rating|score)_(?:(?:of|for)_)?(?:${textName}_?)?(\d{1,3}))$`,
);
const ratingKey = /^(?:(?:final|overall|quality)_)?(?:rating|score)$/;
const rationaleKey =
  /^(?:rationales?|reasons?|reasoning|justifications?|explanations?|feedbacks?|comments?|critiques?|analys[ei]s)(?:_for_(?:the_)?rating)?$/;
const ratingsKey = /^(?:ratings?|scores?|results?|verdicts?|judge?ments?|evaluations?)$/;
const placeKey =
  /^(?:text|response|answer|output|candidate|reply|id|index|number|name|key|label)(?:_(?:id|index|number|name|key))?$/;
const scaleKey = /^(?:out_of|scale|max(?:imum)?(?:_(?:rating|score))?)$/;

/** The number of a text that is named, and not by its number. */
const unknownText = 0;

/** Collects what a value of a reply's JSON says of the texts, however it is wrapped. */
export class StatementReader {
  readonly #aspect: Aspect;
  /** Whether the reply is nothing but JSON: only there are bare numbers ratings, and not somebody's list. */
  readonly #isWholeReply: boolean;

  constructor(aspect: Aspect, isWholeReply: boolean) {
    this.#aspect = aspect;
    this.#isWholeReply = isWholeReply;
  }

  /** One group for each place that speaks of texts; more than one may be more than one verdict. */
  groupsIn(value: JsonValue, within = ''): Group[] {
    if (Array.isArray(value)) return this.#groupsInArray(value as readonly JsonValue[], within);
    return isJsonObject(value) ? this.#groupsInObject(value) : [];
  }

  #groupsInObject(object: JsonObject): Group[] {
    const entries = object.entries.map(([key, value]) => [plainKey(key), value] as const);
    const own = entries.flatMap(([key, value]) => this.#keyed(key, value));
    const others = entries.filter(([key, value]) => this.#keyed(key, value).length === 0);
    const lone = own.length === 0 ? this.#lone(object) : undefined;
    if (lone) return [[lone]];
    const rationales = others.find(([key]) => rationaleKey.test(key))?.[1];
    const groups = others
      .filter(([key]) => !rationaleKey.test(key))
      .flatMap(([key, value]) => this.groupsIn(value, key))
      .map((group) => withRationales(group, rationales));
    return own.length > 0 ? [own, ...groups] : groups;
  }

  #groupsInArray(values: readonly JsonValue[], within: string): Group[] {
    if (values.some(isJsonObject)) {
      const groups = values.map((value) => this.groupsIn(value));
      // Objects of one text each are one verdict; a list of whole verdicts is several.
      return groups.every((each) => each.length === 1 && each[0]?.length === 1)
        ? [groups.flat(2)]
        : groups.flat();
    }
    const isRatings = ratingsKey.test(within) || (this.#isWholeReply && !mayBeRanking(values));
    if (values.length === 0 || !isRatings)
      return values.flatMap((value) => (Array.isArray(value) ? this.groupsIn(value) : []));
    return [values.map((value) => this.#statement(undefined, value))];
  }

  /** What an entry says of the text that its key names: an object with a rating, or the rating alone. */
  #keyed(key: string, value: JsonValue): Statement[] {
    const flat = ratingOfText.exec(key);
    const flatText = flat?.[1] ?? flat?.[2];
    if (flatText !== undefined) return [this.#statement(Number(flatText), value)];
    const name = namedText.exec(key)?.[1] ?? (this.#isWholeReply ? /^\d{1,3}$/.exec(key)?.[0] : undefined);
    if (name === undefined) return [];
    if (isJsonObject(value)) {
      const said = this.#lone(value);
      if (!said) return [];
      // What it is called within may be the text itself; another number would be another text.
      const isAnother = said.text !== undefined && said.text !== unknownText && said.text !== Number(name);
      return [{ ...said, text: isAnother ? unknownText : Number(name) }];
    }
    const isRating = typeof value === 'number' || readRating(value, true) !== undefined;
    return isRating ? [this.#statement(Number(name), value)] : [];
  }

  /** An object that rates one text: in a list, or under the text's name. */
  #lone(object: JsonObject): Statement | undefined {
    const entries = object.entries.map(([key, value]) => [plainKey(key), value] as const);
    const ratings = entries.filter(
      ([key, value]) => ratingKey.test(key) && !Array.isArray(unwrapped(value)) && !namesText(value),
    );
    const [first] = ratings;
    if (!first) return undefined;
    const places = entries.filter(([key]) => placeKey.test(key)).map(([, value]) => placeOf(value));
    const place = places.find((number) => number !== undefined);
    const statement = this.#statement(place ?? (places.length > 0 ? unknownText : undefined), first[1]);
    const readings = new Set(ratings.map(([, value]) => readRating(value, true)));
    const scale = entries.find(([key]) => scaleKey.test(key))?.[1];
    const rationale = entries.find(
      ([key, value]) => rationaleKey.test(key) && typeof value === 'string',
    )?.[1];
    const type = entries.find(([key]) => key === 'type' || key === 'types')?.[1];
    const typeRationale = entries.find(([key]) => key === 'type_rationale')?.[1];
    return {
      ...statement,
      ...(readings.size > 1 || (scale !== undefined && !/^(?:1\s*(?:-|–|to)\s*)?5$/.test(writtenValue(scale)))
        ? { rating: undefined, written: ratings.map(([, value]) => writtenValue(value)).join(' and ') }
        : {}),
      rationale: typeof rationale === 'string' ? rationale : '',
      types: this.#types(type),
      typeRationale: typeof typeRationale === 'string' ? typeRationale : null,
    };
  }

  #statement(text: number | undefined, value: JsonValue): Statement {
    return {
      text,
      rating: readRating(value, aspectForms[this.#aspect].notApplicable),
      written: writtenValue(value),
      rationale: '',
      types: null,
      typeRationale: null,
    };
  }

  /** Types are a remark beside the rating: a list that can't be read is left out, and costs no verdict. */
  #types(value: JsonValue | undefined): number[] | null {
    const count = aspectForms[this.#aspect].types?.length ?? 0;
    if (!Array.isArray(value)) return null;
    const types = (value as readonly JsonValue[]).map(Number);
    return types.every((type) => Number.isInteger(type) && type >= 1 && type <= count) ? types : null;
  }
}

/** `Text 1`, `text-1` and `TEXT_1` are one name. */
function plainKey(key: string): string {
  return key
    .trim()
    .toLowerCase()
    .replace(/[[\]<>*"']/g, '')
    .replace(/[\s_.]+|-(?=\D|\d{1,3}$)/g, '_')
    .replace(/^_|_$/g, '');
}

function readRating(value: JsonValue, notApplicable: boolean): RatingValue {
  const inner = unwrapped(value);
  if (typeof inner !== 'string' && typeof inner !== 'number') return undefined;
  return readRatingValue(String(inner).replace(/\*\*|`/g, ''), notApplicable);
}

/** A rating in a list of one, or in an object of its own. */
function unwrapped(value: JsonValue): JsonValue {
  if (Array.isArray(value) && value.length === 1)
    return unwrapped((value as readonly JsonValue[])[0] ?? null);
  const only =
    typeof value === 'object' && value !== null && isJsonObject(value) && value.entries.length === 1
      ? value.entries[0]
      : undefined;
  return only && /^(?:value|rating|score)$/.test(plainKey(only[0])) ? unwrapped(only[1]) : value;
}

function writtenValue(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (isJsonObject(value)) return '{…}';
  return `[${value.map(writtenValue).join(', ')}]`;
}

function placeOf(value: JsonValue): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const number = namedText.exec(plainKey(value))?.[1] ?? /^\s*#?(\d{1,3})\s*$/.exec(value)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** Under `rating` may stand all ratings together. */
function namesText(value: JsonValue): boolean {
  return isJsonObject(value) && !isSingleValue(value);
}

function isSingleValue(object: JsonObject): boolean {
  return unwrapped(object) !== object;
}

/** The numbers from 1 on, each once, may be places as well as ratings. */
function mayBeRanking(values: readonly JsonValue[]): boolean {
  const numbers = values.map((value) => readRating(value, false));
  return values.every((_, place) => numbers.includes(place + 1));
}

/** Rationales that stand beside the ratings, in a list of their own or by the texts' names. */
function withRationales(group: Group, rationales: JsonValue | undefined): Group {
  return group.map((statement, place) => {
    const said = Array.isArray(rationales)
      ? (rationales as readonly JsonValue[])[statement.text === undefined ? place : statement.text - 1]
      : rationales !== undefined && isJsonObject(rationales)
        ? rationales.entries.find(([key]) => placeOf(key) === statement.text)?.[1]
        : undefined;
    return typeof said === 'string' && statement.rationale === ''
      ? { ...statement, rationale: said }
      : statement;
  });
}
