import { invalidInput } from './failures.ts';
import { limits } from './limits.ts';
import { patience } from './patience.ts';
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

const longestPatience = 86_400;

export function checkPatience(seconds?: unknown): void {
  if (seconds === undefined || seconds === null) return;
  if (isNumber(seconds) && seconds >= 0 && seconds <= longestPatience) return;
  throw invalidInput([
    `finish takes how many seconds to wait for rows in flight, from 0 to ${longestPatience}, or nothing for ` +
      `${patience.finishing}: got ${shown(seconds)}`,
  ]);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 100);
}
