import { parseRunInput, type RunInput } from '../../src/contract/run-input.schema.ts';

/** A run's input as the activities get it, everything but the given settings at its default. */
export function runInput(settings: Record<string, unknown> = {}): RunInput {
  const parsed = parseRunInput({
    source: { path: 'letters.jsonl' },
    generators: [{ model: 'simulated/terse' }],
    judges: [{ model: 'simulated/strict' }],
    output: { path: 'out/letters' },
    ...settings,
  });
  if ('input' in parsed) return parsed.input;
  throw new Error(parsed.problems.join('\n'));
}
