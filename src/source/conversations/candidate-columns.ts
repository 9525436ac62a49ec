import type { ColumnMapping } from '../../contract/input/source.schema.ts';
import { firstHeld, type Fields } from './json-values.ts';
import { listedElements } from './listed-elements.ts';

/** Columns that list answers which are there already; and those that name, one by one, the models that gave them. */
const listColumns = ['responses', 'completions', 'generations'] as const;
const modelColumns = ['generation_models', 'models', 'model_names', 'response_models'] as const;

/** Of a preference set, one answer in each. */
const sides = ['chosen', 'rejected'] as const;

/** What this application publishes beside the generations themselves. */
const publishedColumns = [
  'row_id',
  'generation_tool_calls',
  'finish_reasons',
  'losses',
  'prompt_tokens',
  'completion_tokens',
  'judgements',
] as const;

/** Where a row keeps its answers: in one column, with the models' names in another, or each in a column of its own. */
export type CandidatesPlace =
  | { list: string; models: string | undefined }
  | { each: readonly { column: string; model: string | undefined }[] };

/** The first place that holds any; with a mapping, that one alone. */
export function candidatesPlace(row: Fields, { candidates }: ColumnMapping): CandidatesPlace | undefined {
  if (typeof candidates === 'string') return listIn(row, candidates);
  const each = candidates ?? sides.filter((column) => isHeld(row, column));
  const listed = candidates ? undefined : listColumns.find((column) => holdsList(row, column));
  if (listed !== undefined) return listIn(row, listed);
  if (each.length < 2) return undefined;
  return {
    each: each.map((column) => ({ column, model: firstHeld(row, modelColumnsOf(column)) })),
  };
}

/** Every column of a file that a row's candidates may be read from. */
export function columnsOfCandidates(columns: readonly string[], { candidates }: ColumnMapping): string[] {
  const isPaired = sides.every((side) => columns.includes(side));
  const held =
    candidates === undefined
      ? [...listColumns, ...(isPaired ? [...sides, ...sides.flatMap(modelColumnsOf)] : [])]
      : [candidates].flat().flatMap((column) => [column, ...modelColumnsOf(column)]);
  const beside = held.some((column) => columns.includes(column))
    ? [...modelColumns, ...publishedColumns]
    : [];
  return [...held, ...beside].filter((column) => columns.includes(column));
}

export function describeCandidates(place: CandidatesPlace): string {
  return 'list' in place ? place.list : place.each.map(({ column }) => column).join(' + ');
}

export function columnsTaken(place: CandidatesPlace): string[] {
  return 'list' in place ? [place.list] : place.each.map(({ column }) => column);
}

function listIn(row: Fields, list: string): CandidatesPlace {
  return { list, models: firstHeld(row, modelColumns) };
}

/** `completions` may also be one text, which is then an answer of the conversation. */
function holdsList(row: Fields, column: string): boolean {
  return (listedElements(row[column]) ?? []).length > 0;
}

function isHeld(row: Fields, column: string): boolean {
  const value = row[column];
  return firstHeld(row, [column]) !== undefined && !(Array.isArray(value) && value.length === 0);
}

/** `chosen_model`, `chosen-model`; and of `response_a`, `model_a`. */
function modelColumnsOf(column: string): string[] {
  const behind = /[-_](\w+)$/.exec(column)?.[1];
  return [`${column}_model`, `${column}-model`, ...(behind === undefined ? [] : [`model_${behind}`])];
}
