/**
 * What a column, or a value inside one, holds. The names of values are those of Hugging Face `datasets`; `rating` is a
 * whole number or a mean of several, which a run's settings decide (see `rating-type.ts`).
 */
export type Feature = ValueName | ListFeature | StructFeature | NullableFeature;

/** An `image` is its address, which `datasets` loads as the image itself. */
export type ValueName = 'string' | 'bool' | 'int64' | 'float64' | 'image' | 'rating';

interface ListFeature {
  list: Feature;
}

interface StructFeature {
  struct: Features;
}

/** Told apart for readers of the rows only: in Arrow and Parquet every value may be null. */
interface NullableFeature {
  nullable: Feature;
}

/** Columns, or the fields of a struct, in their order. */
export type Features = Readonly<Record<string, Feature>>;

/** The TypeScript type of what a feature holds. */
export type ValueOf<Held> = Held extends 'string' | 'image'
  ? string
  : Held extends 'bool'
    ? boolean
    : Held extends ValueName
      ? number
      : Held extends { list: infer Item }
        ? ValueOf<Item>[]
        : Held extends { struct: infer Fields }
          ? RowOf<Fields>
          : Held extends { nullable: infer Inner }
            ? ValueOf<Inner> | null
            : never;

export type RowOf<Columns> = { -readonly [Name in keyof Columns]: ValueOf<Columns[Name]> };
