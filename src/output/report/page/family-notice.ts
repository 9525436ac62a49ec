import { familyWarnings, type FamilyWarning } from '../family-warnings.ts';
import { markup, type Markup } from '../markup.ts';
import type { ReportedRun } from './reported-run.ts';

/** A warning where a judge rates its own family; nothing where none does. */
export function familyNotice({ judges, candidates }: ReportedRun): Markup | null {
  const warnings = familyWarnings(judges, candidates);
  if (warnings.length === 0) return null;
  return markup`<div class="notice warning" role="note"><p><b>A judge rates its own family.</b> Judges tend to favour what they wrote themselves (arXiv 2404.13076). Compare these candidates' ratings with those from a judge of another family before trusting their order.</p><ul>
${warnings.map(({ judge, candidate, family }: FamilyWarning) => markup`<li>Judge <b>${judge}</b> and candidate <b>${candidate}</b>: ${family}</li>\n`)}</ul></div>
`;
}
