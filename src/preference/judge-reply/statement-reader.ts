import { aspectForm, type AskedAspect } from '../aspect.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../lenient-json.ts';
import {
  namedText,
  placeKey,
  plainKey,
  ratingKey,
  ratingOfText,
  ratingsKey,
  rationaleKey,
  scaleKey,
} from './statement-keys.ts';
import { mayBeRanking, namesText, placeOf, readRating, unwrapped, writtenValue } from './statement-values.ts';
import type { Group, Statement } from './statement.ts';

/** The number of a text that is named, and not by its number. */
const unknownText = 0;

/** Collects what a value of a reply's JSON says of the texts, however it is wrapped. */
export class StatementReader {
  readonly #aspect: AskedAspect;
  /** Whether the reply is nothing but JSON: only there are bare numbers ratings, and not somebody's list. */
  readonly #isWholeReply: boolean;

  constructor(aspect: AskedAspect, isWholeReply: boolean) {
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
      rating: readRating(value, aspectForm(this.#aspect).notApplicable),
      written: writtenValue(value),
      rationale: '',
      types: null,
      typeRationale: null,
    };
  }

  /** Types are a remark beside the rating: a list that can't be read is left out, and costs no verdict. */
  #types(value: JsonValue | undefined): number[] | null {
    const count = aspectForm(this.#aspect).types?.length ?? 0;
    if (!Array.isArray(value)) return null;
    const types = (value as readonly JsonValue[]).map(Number);
    return types.every((type) => Number.isInteger(type) && type >= 1 && type <= count) ? types : null;
  }
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
