import type { Decontaminate } from '../contract/input/rows.schema.ts';
import { isAnswering, type Candidate } from '../preference/candidate.ts';
import { checkActivities } from './activity-proxies.ts';

/** Candidates whose answer holds a benchmark's text are lost to it; what they cost is counted all the same. */
export async function withoutContaminated(
  candidates: readonly Candidate[],
  decontaminate: Decontaminate,
): Promise<Candidate[]> {
  const texts = candidates.filter(isAnswering).map(({ text }) => text);
  if (texts.length === 0) return [...candidates];
  const found = await checkActivities.findContaminated({ decontaminate, texts });
  return candidates.map((candidate) => {
    const detail = isAnswering(candidate) ? found.shift() : null;
    if (detail == null) return candidate;
    const { toolCalls: _, ...lost } = candidate;
    return { ...lost, text: null, loss: { reason: 'Select.Contaminated', detail } };
  });
}
