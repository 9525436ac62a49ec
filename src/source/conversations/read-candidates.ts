import type { CandidatesWanted, ColumnMapping } from '../../contract/input/source.schema.ts';
import { limits } from '../../contract/limits.ts';
import { candidatesPlace, columnsTaken, describeCandidates } from './candidate-columns.ts';
import { givenCandidate } from './given-candidate.ts';
import type { Fields } from './json-values.ts';
import { listedElements } from './listed-elements.ts';
import { publishedAnswers } from './published-answers.ts';
import type { RowCandidates } from './row-candidates.ts';

/** The answers that a row holds already, whatever their shape; undefined where it holds none, or none are wanted. */
export function readCandidates(
  row: Fields,
  mapping: ColumnMapping,
  wanted?: CandidatesWanted,
): RowCandidates | undefined | { problem: string } {
  if (wanted === false) return undefined;
  if (typeof wanted === 'object') return publishedAnswers(row, wanted);
  const place = candidatesPlace(row, mapping);
  if (!place) return undefined;
  const from = describeCandidates(place);
  const elements = 'list' in place ? (listedElements(row[place.list]) ?? []) : place.each;
  if (elements.length > limits.candidates) {
    return { problem: `${from}: ${elements.length} candidates, at most ${limits.candidates} are taken` };
  }
  const candidates =
    'list' in place
      ? elements.map((element, at) =>
          givenCandidate(element, nameAt(row, place, elements.length, at), `${place.list}.${at}`),
        )
      : place.each.map(({ column, model }) =>
          givenCandidate(row[column], textOf(model === undefined ? undefined : row[model]) ?? column, column),
        );
  return candidates.length === 0 ? undefined : { given: { candidates }, from, columns: columnsTaken(place) };
}

/** From a list of models of the same length; all are called as their column where there is none, like samples of one. */
function nameAt(
  row: Fields,
  { list, models }: { list: string; models: string | undefined },
  count: number,
  at: number,
) {
  const names = models === undefined ? undefined : listedNames(row[models]);
  return (names?.length === count ? textOf(names[at]) : undefined) ?? list;
}

function listedNames(value: unknown): unknown[] | undefined {
  return Array.isArray(value) ? (value as unknown[]) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
