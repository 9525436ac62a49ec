import { defaultAspect, type AskedAspect } from '../aspect.ts';
import type { Group } from './statement.ts';
import { StatementReader } from './statement-reader.ts';
import { verdictOf } from './verdict-of-statements.ts';
import { namedTexts } from './named-texts.ts';
import { problemBefore } from './prose-before.ts';
import { isQuotation, withoutFences } from './quotation.ts';
import { problemBehind } from './remark-behind.ts';
import { readJudgeProse } from './read-judge-prose.ts';
import type { Verdicts } from '../judgement.ts';
import { jsonValuesIn, type FoundJson, type JsonValue } from '../lenient-json.ts';
import { withoutThinking } from '../without-thinking.ts';

export type ParsedJudgeReply = Verdicts | { problem: string };

/** Right before a value that is a part of something that could not be read. */
const isWithinJson = /(?:[{[]|["'”’]\s*[:：])\s*$/;

const secondVerdict = { problem: 'there may be a second verdict in the reply' };

const noVerdict = { problem: 'no JSON object in the reply' };

/**
 * Reads a judge's whole reply, lenient about how a verdict is written and strict about what it says. A verdict is one
 * rating in range for each of the `textCount` texts, in JSON of any spelling or in plain text. A reply that holds
 * another one beside it, takes it back, or only quotes it is a problem, said in words for the judge. The same JSON
 * verdict said twice is one verdict.
 */
export function parseJudgeReply(
  text: string,
  textCount: number,
  aspect: AskedAspect = defaultAspect,
): ParsedJudgeReply {
  const reply = withoutThinking(withoutRunaways(text));
  const found = jsonValuesIn(reply);
  const isWholeReply = withoutFences(outside(reply, found).join('')).trim() === '';
  const reader = new StatementReader(aspect, isWholeReply);
  const speaking = found
    .map((json) => ({ ...json, groups: reader.groupsIn(json.value) }))
    .filter(({ groups }) => groups.length > 0);
  if (speaking.length === 0) {
    const asProse = readProse(reply, textCount, aspect);
    const isDoubtful = found.some(({ value }) => mayBeVerdict(value, textCount, aspect));
    return isDoubtful && !('problem' in asProse) ? secondVerdict : asProse;
  }
  // Every text may be spoken of apart and again, and what is more is no verdict.
  if (speaking.length > 10 * textCount) return secondVerdict;
  if (speaking.some(({ start }) => isWithinJson.test(reply.slice(0, start)))) {
    return { problem: 'its JSON has an error in it, or was cut off' };
  }
  const misplaced = headedOtherwise(reply, speaking);
  if (misplaced) return misplaced;
  const verdict = verdictOf(
    speaking.map(({ groups }) => groups),
    textCount,
    aspect,
  );
  if ('problem' in verdict) return verdict;
  const silent = found.filter(({ start }) => !speaking.some((json) => json.start === start));
  if (silent.some(({ value }) => mayBeVerdict(value, textCount, aspect))) {
    return secondVerdict;
  }
  return problemAround(reply, speaking, verdict, aspect) ?? verdict;
}

/** A model that loops writes white space by the thousand, which means nothing and takes long to search. */
function withoutRunaways(text: string): string {
  return text.replace(/\s{200,}/g, (space) => (space.includes('\n') ? '\n\n' : ' '));
}

/** A bare list of as many ratings as there are texts, which would be a verdict if it stood alone. */
function mayBeVerdict(value: JsonValue, textCount: number, aspect: AskedAspect): boolean {
  return new StatementReader(aspect, true)
    .groupsIn(value)
    .some((group) => group.length >= textCount && group.every(({ rating }) => rating !== undefined));
}

function readProse(reply: string, textCount: number, aspect: AskedAspect): ParsedJudgeReply {
  const asProse = readJudgeProse(reply, textCount, aspect);
  if (!('problem' in asProse)) return asProse;
  return /\b(?:rating|score)\b.{0,5}[:=：]/i.test(reply) ? asProse : noVerdict;
}

/** What surrounds the JSON that was read, or stands between its parts, must leave no doubt of it. */
function problemAround(
  reply: string,
  speaking: readonly FoundJson[],
  { ratings }: Verdicts,
  aspect: AskedAspect,
): { problem: string } | undefined {
  const around = outside(reply, speaking);
  const behind = withoutFences(around.at(-1) ?? '').trim();
  const before = around.slice(0, -1).map((prose) => withoutFences(prose));
  const isRatedOtherwise = before.some((prose) => {
    const asProse = readJudgeProse(prose, ratings.length, aspect);
    return !('problem' in asProse) && asProse.ratings.some((rating, place) => rating !== ratings[place]);
  });
  if (isRatedOtherwise) return secondVerdict;
  const isQuoted = speaking.some(({ start }) => isQuotation(reply.slice(0, start)));
  const problem = isQuoted
    ? 'the JSON in it seems to be quoted, an example or a draft'
    : (before.map((prose) => problemBefore(prose, ratings)).find((each) => each !== undefined) ??
      problemBehind(behind, ratings));
  return problem === undefined ? undefined : { problem };
}

/** Objects that do not name their texts are told apart by their order alone, which the prose between must not change. */
function headedOtherwise(
  reply: string,
  speaking: readonly (FoundJson & { groups: readonly Group[] })[],
): { problem: string } | undefined {
  if (
    speaking.length < 2 ||
    speaking.some(({ groups }) => groups.flat().some(({ text }) => text !== undefined))
  )
    return undefined;
  const headings = outside(reply, speaking).slice(0, -1).map(withoutFences);
  const isSeparated = headings.slice(1).every((prose) => /^[\s,;]*$/.test(prose));
  const isHeaded = headings.every((prose, place) => namedTexts(prose).at(-1) === place + 1);
  return isSeparated || isHeaded ? undefined : { problem: 'its ratings do not say which texts they are for' };
}

/** The text before, between and behind the values. */
function outside(reply: string, values: readonly FoundJson[]): string[] {
  const starts = [...values.map(({ start }) => start), reply.length];
  return starts.map((start, place) => reply.slice(values[place - 1]?.end ?? 0, start));
}
