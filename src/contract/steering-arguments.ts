import { invalidInput } from './failures.ts';
import { limits } from './limits.ts';
import type { RunBounds } from './run.ts';

const longestReason = 500;

/** Updates come from anyone's shell, so what they carry is checked before it enters the history. */
export function checkReason(reason?: unknown): void {
  if (reason === undefined || reason === null) return;
  if (typeof reason !== 'string' || reason.length > longestReason) {
    throw invalidInput([
      `pause takes a reason in words, at most ${longestReason} characters, or nothing: got ${shown(reason)}`,
    ]);
  }
}

export function checkRowsInFlight(rowsInFlight: unknown): asserts rowsInFlight is RunBounds['rowsInFlight'] {
  if (isNumber(rowsInFlight) && Number.isInteger(rowsInFlight)) {
    if (rowsInFlight >= 1 && rowsInFlight <= limits.rowsInFlight) return;
  }
  throw invalidInput([
    `setRowsInFlight takes a whole number from 1 to ${limits.rowsInFlight}: got ${shown(rowsInFlight)}`,
  ]);
}

export function checkBudget(budgetUsd: unknown): asserts budgetUsd is RunBounds['budgetUsd'] {
  if (budgetUsd === null || (isNumber(budgetUsd) && Number.isFinite(budgetUsd) && budgetUsd >= 0)) return;
  throw invalidInput([
    `setBudget takes US dollars for the whole run, 0 or more, or null for no bound: got ${shown(budgetUsd)}`,
  ]);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 100);
}
