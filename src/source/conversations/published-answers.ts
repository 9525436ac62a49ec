import type { z } from 'zod';
import type { Candidate } from '../../preference/candidate.ts';
import { lossReasons, type DropReason } from '../../preference/drop-reason.ts';
import type { Judgement } from '../../preference/judgement.ts';
import { parsedJson, type Fields } from './json-values.ts';
import { publishedAnswersSchema, toolCallsSchema } from './published-answers.schema.ts';
import type { RowCandidates } from './row-candidates.ts';

type Published = z.infer<typeof publishedAnswersSchema>;

/** A row of the config `candidates` that this application has published, with what its judges said. */
export function publishedAnswers(
  row: Fields,
  { ratings }: { ratings: 'keep' | 'drop' },
): RowCandidates | { problem: string } {
  const parsed = publishedAnswersSchema.safeParse(row);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { problem: `is no row of "candidates": ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` };
  }
  const { row_id: rowId, generations } = parsed.data;
  return {
    given: {
      candidates: generations.map((_, place) => candidateAt(parsed.data, place)),
      ...(ratings === 'keep' ? { judgements: judgementsOf(parsed.data) } : {}),
    },
    from: 'generations',
    columns: ['generations'],
    rowId,
  };
}

function candidateAt(row: Published, place: number): Candidate {
  const text = row.generations[place] ?? null;
  const thought = row.reasonings?.[place];
  const thoughtTokens = row.reasoning_tokens?.[place];
  const calls = toolCallsSchema.safeParse(parsedJson(row.generation_tool_calls?.[place] ?? ''));
  return {
    model: row.generation_models[place] ?? 'generations',
    text,
    ...(calls.success && calls.data.length > 0 ? { toolCalls: calls.data } : {}),
    ...(thought ? { reasoning: thought } : {}),
    finishReason: row.finish_reasons[place] ?? 'given',
    usage: {
      promptTokens: row.prompt_tokens[place] ?? 0,
      completionTokens: row.completion_tokens[place] ?? 0,
      ...(thoughtTokens ? { reasoningTokens: thoughtTokens } : {}),
    },
    loss: text === null ? lossOf(row.losses[place] ?? '') : null,
  };
}

/** `Llm.Refused: declined to answer`, as it is published. */
function lossOf(published: string): DropReason {
  const reason = lossReasons.find((each) => published.startsWith(`${each}: `));
  return reason
    ? { reason, detail: published.slice(reason.length + 2) }
    : { reason: 'Dataset.RowInvalid', detail: published || 'has no text' };
}

function judgementsOf({ judgements }: Published): Judgement[] {
  return judgements.map(({ type_rationales: typeRationales = null, types = null, ...judgement }) => ({
    ...judgement,
    types,
    typeRationales,
  }));
}
