import { askedSamples, type AskedSample } from '../preference/asked-samples.ts';
import { callColumns, type JudgeCallMade } from '../preference/call-columns.ts';
import { isSameAnswer, type Candidate } from '../preference/candidate.ts';
import { answeringCandidates } from '../preference/combine-columns.ts';
import type { Conversation } from '../preference/conversation.schema.ts';
import { drawnColumns } from '../preference/drawn-columns.ts';
import { isDropReason, type DropReason } from '../preference/drop-reason.ts';
import { formatMessages, type FormattedMessages } from '../preference/format-messages.ts';
import { keptJudgements, type GivenAnswers } from '../preference/given-answers.ts';
import { dropRow, type KeptRow } from '../preference/keep-columns.ts';
import { imagesIn } from '../preference/message-images.ts';
import { pairRow } from '../preference/pair-row.ts';
import { poolOf } from '../preference/pool-of.ts';
import { prepareInstruction } from '../preference/prepare-instruction.ts';
import { preserveGeneration } from '../preference/preserve-generation.ts';
import { callSeed } from '../preference/seeded-random.ts';
import { toolFence } from '../preference/tool-sections.ts';
import { withSystemPrompt } from '../preference/with-system-prompt.ts';
import { timesBefore } from '../preference/times-before.ts';
import type { Generator } from '../contract/run-input.schema.ts';
import type { RunSettings } from '../contract/run.ts';
import { answerLengths } from './answer-lengths.ts';
import { candidatesThatFit } from './candidates-that-fit.ts';
import { judgeCandidates, type JuryTask, type JuryVerdict } from './judge-candidates.ts';
import { withoutContaminated } from './without-contaminated.ts';
import { keptRowThatFits } from './kept-row-that-fits.ts';
import type { ModelCalls } from './model-calls.ts';

export interface RankedRow {
  row: number;
  turn?: number | undefined;
  conversation: Conversation;
  /** Answers that are there already, and what was said of them. */
  given?: GivenAnswers | undefined;
}

/** Takes one row through the pipeline's steps, from a conversation to a preference or the reason why there is none. */
export async function rankConversation(
  ranked: RankedRow,
  settings: RunSettings,
  calls: ModelCalls,
  tokenizer?: string,
): Promise<KeptRow> {
  const { conversation, given = noAnswers } = ranked;
  const formatted = formatMessages(conversation, given.candidates.length > 0);
  if (isDropReason(formatted)) return dropRow(conversation.rowId, formatted);

  const { rowId } = conversation;
  const asked = askedSamples(settings.generators, poolOf(settings), { seed: settings.seed, rowId });
  const gathered = await gatherCandidates(ranked, formatted, { ...settings, asked }, calls);
  const { decontaminate } = settings.rows;
  const candidates = decontaminate ? await withoutContaminated(gathered, decontaminate) : gathered;
  const { pairing } = settings;
  const lengths = pairing.maxLengthDifference && (await answerLengths(candidates, tokenizer));
  const judged: JudgeCallMade[] = [];
  const answered = (call: JudgeCallMade) => void judged.push(call);
  const verdict =
    pairing.signal === 'delta'
      ? noVerdict
      : await askJury({ ...ranked, answered }, formatted, candidates, settings, calls);
  const { judgements, losses } = isDropReason(verdict) ? unjudged(verdict, pairing) : verdict;
  const kept = pairRow(
    {
      conversation,
      prompt: formatted.prompt,
      candidates,
      drawn: drawnColumns(asked, settings, {
        given: given.candidates.length,
        candidates: candidates.length,
      }),
      judgements,
      judgeLosses: losses,
      calls: callColumns(candidates, judged, settings.judges),
      unjudged: isDropReason(verdict) ? verdict : undefined,
    },
    settings,
    lengths,
  );
  return keptRowThatFits(kept);
}

const noAnswers: GivenAnswers = { candidates: [] };

const noVerdict: JuryVerdict = { judgements: [], losses: [] };

/** Where a row may have a pair all the same, what its judges were lost to is kept with it. */
function unjudged(loss: DropReason, { signal }: RunSettings['pairing']): JuryVerdict {
  return signal === 'both' ? { judgements: [], losses: [loss] } : noVerdict;
}

/** The answers that were there, every sample of the generators drawn for the row, asked for concurrently, and the original response. */
async function gatherCandidates(
  row: RankedRow,
  { prompt, originalResponse, originalCalls, originalReasoning }: FormattedMessages,
  { asked, original, judges, seed }: RunSettings & { asked: AskedSample<Generator>[] },
  calls: ModelCalls,
): Promise<Candidate[]> {
  const draws = timesBefore(asked.map(({ generator }) => whatIsAsked(generator)));
  const generated = await Promise.all(
    asked.map(({ generator, place }, sample) =>
      calls.generate({
        label: labelOf(row),
        generator,
        messages: withSystemPrompt(prompt, generator.systemPrompt),
        tools: row.conversation.tools,
        seed: callSeed(seed, row.conversation.rowId, 'generate', place),
        draw: `${seed}/${draws[sample] ?? 0}`,
      }),
    ),
  );
  const there = row.given?.candidates ?? [];
  const candidates = [
    ...there,
    ...generated,
    ...originalAmong(there, original, { originalResponse, originalCalls, originalReasoning }),
  ];
  const judgements = judges.reduce((sum, { aspects, orders }) => sum + aspects.length * orders, 0);
  return candidatesThatFit(candidates, judgements);
}

/** Of a row that holds its answers, only one that is none of them. */
function originalAmong(
  there: readonly Candidate[],
  original: RunSettings['original'],
  { originalResponse, originalCalls, originalReasoning }: Omit<FormattedMessages, 'prompt'>,
): Candidate[] {
  if (!original || (there.length > 0 && originalResponse === undefined)) return [];
  const preserved = preserveGeneration(original.name, originalResponse, originalCalls, originalReasoning);
  return there.some((candidate) => isSameAnswer(candidate, preserved)) ? [] : [preserved];
}

/** Of a generator, what its answer follows from. */
function whatIsAsked({
  name: _name,
  samples: _samples,
  tier: _tier,
  weight: _weight,
  ...settings
}: AskedSample<Generator>['generator']): object {
  return settings;
}

async function askJury(
  row: RankedRow & Pick<JuryTask, 'answered'>,
  { prompt, originalResponse: reference }: FormattedMessages,
  candidates: readonly Candidate[],
  { judges, seed }: RunSettings,
  calls: ModelCalls,
): Promise<JuryVerdict | DropReason> {
  const kept = keptJudgements(candidates, row.given ?? noAnswers, judges);
  const answering = answeringCandidates(candidates);
  if (isDropReason(answering)) return answering;
  const [one, ...others] = answering;
  if (one && others.every((other) => isSameAnswer(one, other))) {
    return { reason: 'Pair.IdenticalTexts', detail: `all ${answering.length} answers are the same` };
  }
  const { rowId, tools } = row.conversation;
  const fence = toolFence(prompt, tools, answering);
  const instruction = prepareInstruction(prompt, { tools, fence });
  const { answered } = row;
  const images = imagesIn(prompt);
  const task = {
    label: labelOf(row),
    rowId,
    instruction,
    reference,
    candidates,
    kept,
    toolFence: fence,
    ...(images.length > 0 ? { images } : {}),
    seed,
    answered,
  };
  return await judgeCandidates(judges, task, calls);
}

/** `row 17`, or `row 17 turn 2`: how the Temporal UI calls what is done for a row. */
function labelOf({ row, turn }: RankedRow): string {
  return turn === undefined ? `row ${row}` : `row ${row} turn ${turn}`;
}
