import { createHash } from 'node:crypto';
import type { RunInput } from '../contract/run-input.schema.ts';
import { askedAspect, aspectName } from '../preference/aspect.ts';
import { repairPrompt } from '../preference/repair-prompt.ts';

/**
 * SHA-256 of what judges are asked under each aspect, rubric, form and the question that mends a reply included, with
 * nothing in the places of the texts: another hash, another question.
 */
export function promptHashes({ judges }: Pick<RunInput, 'judges'>): Record<string, string> {
  const asked = judges.flatMap(({ aspects }) => aspects.map(askedAspect));
  return Object.fromEntries(
    asked.map((aspect) => {
      const question = repairPrompt({ aspect, instruction: '', texts: ['', ''] }, '', '');
      return [aspectName(aspect), createHash('sha256').update(JSON.stringify(question)).digest('hex')];
    }),
  );
}
