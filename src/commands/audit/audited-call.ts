import { costOfCall, writtenUsd } from '../../contract/cost.ts';
import type { FinishedManifest } from '../../dataset/manifest.schema.ts';
import { count } from '../watch/amounts.ts';
import type { AuditedCall, AuditedRow } from './audited-row.schema.ts';
import type { AnswerCheck } from './check-answer.ts';
import type { RecordedCall } from './recorded-calls.ts';

const shownHash = 12;

export interface CallFindings {
  check: AnswerCheck;
  /** Undefined where the history is not there, null where it has no such answer. */
  recorded: RecordedCall | null | undefined;
  /** By aspect, as this build asks. */
  prompts: Record<string, string>;
}

/** What is known of a call, in lines. */
export function callLines(
  call: AuditedCall,
  row: AuditedRow,
  manifest: Pick<FinishedManifest, 'prices' | 'prompts'>,
  { check, recorded, prompts }: CallFindings,
): string[] {
  const { model, reported_model, request, answer, prompt_tokens, completion_tokens, aspect } = call;
  const price = manifest.prices?.[model];
  const usage = { promptTokens: prompt_tokens, completionTokens: completion_tokens };
  const cost = price ? costOfCall(model, usage, { [model]: price }) : null;
  const discounts = price?.cachedUsdPerMillion === undefined && !price?.lanes ? '' : ' without discounts';
  const usd = cost === null ? 'price not known' : `${writtenUsd(cost)}${discounts}`;
  const prompt = manifest.prompts?.[aspect];
  const asked =
    prompts[aspect] === undefined || prompts[aspect] === prompt ? '' : '; this build asks otherwise';
  return [
    titleOf(call, row),
    `    asked ${model}, answered by ${reported_model || 'a model that was not named'}`,
    ...(prompt === undefined ? [] : [`    prompt version ${prompt.slice(0, shownHash)}${asked}`]),
    `    ${count(prompt_tokens)} + ${count(completion_tokens)} tokens, ${usd}`,
    `    request ${request}, answer ${answer}: ${typeof check === 'string' ? check : check.unchecked}`,
    ...(recorded === undefined ? [] : [`    ${recordedLine(recorded)}`]),
  ];
}

function titleOf({ step, candidates, judge, aspect, ask }: AuditedCall, row: AuditedRow): string {
  const named = candidates.map((place) => `${place} ${row.generation_models[place] ?? ''}`.trim());
  if (step === 'generate') return `  generate, candidate ${named.join()}`;
  const again = ask > 1 ? `, ask ${ask}` : '';
  return `  judge ${judge}, ${aspect}${again}; shown in this order: ${named.join(', ')}`;
}

function recordedLine(recorded: RecordedCall | null): string {
  if (recorded === null) return 'not in the history of its shard';
  const { workflowId, scheduledEvent, event, reused } = recorded;
  const paid = reused ? '; a kept answer, which an earlier call had paid for' : '';
  return `${workflowId}, scheduled by event ${scheduledEvent}, answered in event ${event}${paid}`;
}
