import type { RunSettings } from '../../contract/run.ts';
import type { Message } from '../../preference/conversation.schema.ts';
import type { DropReason } from '../../preference/drop-reason.ts';
import type { SourceAccess } from '../source-access.ts';
import { describeContamination } from './contamination/describe-contamination.ts';
import { openBenchmarks } from './contamination/open-benchmarks.ts';
import { languageOf, loadLanguages } from './languages.ts';

/** Why a conversation is not wanted for what it says; null for one that is. By itself alone, whatever stands before it. */
export type RowCheck = (messages: readonly Message[]) => Pick<DropReason, 'reason' | 'detail'> | null;

/** Gets ready what a run's rows are checked with; undefined where it asks for nothing. */
export async function openRowChecks(
  access: SourceAccess,
  { languages, decontaminate }: RunSettings['rows'],
): Promise<RowCheck | undefined> {
  if (!languages && !decontaminate) return undefined;
  await loadLanguages({ languages });
  const benchmarks = decontaminate && (await openBenchmarks(access, decontaminate));
  return (messages) => {
    const language = languages && languageOf(messages);
    if (languages && language !== undefined && !languages.some((wanted) => wanted === language)) {
      const wanted = languages.map((name) => `"${name}"`).join(', ');
      return {
        reason: 'Select.Language',
        detail: `it is written in "${language}", rows.languages wants ${wanted}`,
      };
    }
    for (const [place, { role, content }] of messages.entries()) {
      const found = role === 'user' ? benchmarks?.find(content, decontaminate?.threshold ?? 1) : undefined;
      if (!found) continue;
      const detail = `message ${place}, of the user: ${describeContamination(content, found)}`;
      return { reason: 'Select.Contaminated', detail };
    }
    return null;
  };
}
