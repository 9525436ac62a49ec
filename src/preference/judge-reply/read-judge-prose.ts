import type { AskedAspect } from '../aspect.ts';
import type { Verdicts } from '../judgement.ts';
import { problemBefore } from './prose-before.ts';
import { namesTexts, readLine } from './prose-lines.ts';
import { ProseReader } from './prose-reader.ts';
import { withTablesWrittenOut } from './prose-tables.ts';
import { takesBack } from './taking-back.ts';

/**
 * Reads the ratings out of a judge's prose: one section per text, headed by its number, in the order shown. It is
 * tolerant about the layout (Markdown, blank lines, line ends, what comes first, a summary at the end) and strict
 * about what a rating says and which text it is for: whatever leaves a choice is a problem, never a guess.
 */
export function readJudgeProse(
  reply: string,
  textCount: number,
  aspect: AskedAspect,
): Verdicts | { problem: string } {
  const lines = withTablesWrittenOut(reply.replace(nextTextOnLine, '\n').split(/\r\n?|\n|\u2028|\u2029/));
  const numbered = !namesTexts(lines);
  const reader = new ProseReader(textCount, aspect);
  let introduction: string[] = [];
  let behind = lines.length;
  for (const [place, line] of lines.entries()) {
    const { textsRead, ratingsRead } = reader;
    const read = readLine(line, numbered);
    if (/^\s*>/.test(line) && read.kind !== 'prose') return { problem: 'a verdict in it is quoted' };
    const problem = reader.read(read, line);
    if (problem !== undefined) return { problem };
    if (textsRead === 0 && reader.textsRead === 1) introduction = lines.slice(0, place);
    if (reader.ratingsRead > ratingsRead) behind = place + 1;
  }
  const verdicts = reader.verdicts();
  if ('problem' in verdicts) return verdicts;
  if (lines.slice(behind).some(takesBack))
    return { problem: 'the remarks behind the ratings seem to take them back' };
  const problem = problemBefore(introduction.join('\n'), verdicts.ratings);
  return problem === undefined ? verdicts : { problem };
}

/** Between "text 1: 4" and "text 2: 2" on one line. */
const nextTextOnLine =
  /\s*[,;]\s*(?:and\s+)?(?=(?:text|response|answer|output|reply|candidate)[\s_#]*\d+\s*[:：=])/gi;
