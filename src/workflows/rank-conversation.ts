import type { Candidate } from '../preference/candidate.ts';
import { choosePair, type Rated } from '../preference/choose-pair.ts';
import { answeringCandidates } from '../preference/combine-columns.ts';
import type { Conversation } from '../preference/conversation.schema.ts';
import { isDropReason, type DropReason } from '../preference/drop-reason.ts';
import { formatMessages, type FormattedMessages } from '../preference/format-messages.ts';
import { meanRatings, type Judgement } from '../preference/judgement.ts';
import { dropRow, keepColumns, type KeptRow } from '../preference/keep-columns.ts';
import { prepareInstruction } from '../preference/prepare-instruction.ts';
import { preserveGeneration } from '../preference/preserve-generation.ts';
import { callSeed, seededRandom } from '../preference/seeded-random.ts';
import { withSystemPrompt } from '../preference/with-system-prompt.ts';
import type { RunSettings } from '../contract/run.ts';
import { askJudge } from './ask-judge.ts';
import type { ModelCalls } from './model-calls.ts';

export interface RankedRow {
  row: number;
  turn?: number | undefined;
  conversation: Conversation;
}

/** Takes one row through the pipeline's steps, from a conversation to a preference or the reason why there is none. */
export async function rankConversation(
  ranked: RankedRow,
  settings: RunSettings,
  calls: ModelCalls,
): Promise<KeptRow> {
  const { conversation } = ranked;
  const formatted = formatMessages(conversation);
  if (isDropReason(formatted)) return dropRow(conversation.rowId, formatted);

  const candidates = await gatherCandidates(ranked, formatted, settings, calls);
  const judgements = await judgeCandidates(ranked, formatted, candidates, settings, calls);
  const outcome = isDropReason(judgements)
    ? judgements
    : choosePair(
        rated(candidates, judgements),
        settings.pairing,
        seededRandom(settings.seed, conversation.rowId, 'pair'),
      );
  return keepColumns({
    conversation,
    prompt: formatted.prompt,
    candidates,
    judgements: isDropReason(judgements) ? [] : judgements,
    outcome,
  });
}

/** Every generator's samples, asked for concurrently, then the original response. */
async function gatherCandidates(
  row: RankedRow,
  { prompt, originalResponse }: FormattedMessages,
  { generators, original, seed }: RunSettings,
  calls: ModelCalls,
): Promise<Candidate[]> {
  const asked = generators.flatMap((generator) => Array.from({ length: generator.samples }, () => generator));
  const generated = await Promise.all(
    asked.map((generator, sample) =>
      calls.generate({
        label: labelOf(row),
        generator,
        messages: withSystemPrompt(prompt, generator.systemPrompt),
        seed: callSeed(seed, row.conversation.rowId, 'generate', sample),
      }),
    ),
  );
  return original ? [...generated, preserveGeneration(original.name, originalResponse)] : generated;
}

async function judgeCandidates(
  row: RankedRow,
  { prompt }: FormattedMessages,
  candidates: readonly Candidate[],
  { judges, seed }: RunSettings,
  calls: ModelCalls,
): Promise<Judgement[] | DropReason> {
  const answering = answeringCandidates(candidates);
  if (isDropReason(answering)) return answering;
  const instruction = prepareInstruction(prompt);
  const judgements = await Promise.all(
    judges.flatMap((judge) =>
      judge.aspects.map((aspect) =>
        askJudge(
          {
            label: labelOf(row),
            rowId: row.conversation.rowId,
            judge,
            aspect,
            instruction,
            candidates,
            seed,
          },
          calls,
        ),
      ),
    ),
  );
  return (
    judgements.find(isDropReason) ??
    judgements.filter((judgement): judgement is Judgement => !isDropReason(judgement))
  );
}

/** `row 17`, or `row 17 turn 2`: how the Temporal UI calls what is done for a row. */
function labelOf({ row, turn }: RankedRow): string {
  return turn === undefined ? `row ${row}` : `row ${row} turn ${turn}`;
}

function rated(candidates: readonly Candidate[], judgements: readonly Judgement[]): Rated[] {
  const ratings = meanRatings(judgements, candidates.length);
  return candidates.flatMap(({ text }, candidate) => {
    const rating = ratings[candidate];
    return text === null || rating == null ? [] : [{ text, rating, candidate }];
  });
}
