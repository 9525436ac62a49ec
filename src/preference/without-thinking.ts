import { jsonValuesIn } from './lenient-json.ts';

const tag = '(?:think|thinking|thoughts?|reasoning)';
const opening = new RegExp(String.raw`^\s*(?:<${tag}>|\[${tag}\])`, 'i');
/** One in quotation marks, or in a string of some JSON, is spoken of, and ends nothing. */
const closing = new RegExp(String.raw`(?<!["'\`“‘])(?:</${tag}>|\[/${tag}\])(?!["'\`”’])`, 'gi');
/** A reply that begins with its verdict, and can only be quoting a tag further on. */
const begunVerdict = /^\s*(?:`{3}\w*\s*)?(?:[{[]|\W*(?:output\s+for\s+)?text[\s_]*1\b)/i;

/**
 * A reply without the thoughts that a reasoning model's server may leave at its start: ratings weighed there are
 * drafts. They end at the last closing tag; the opening one may be missing, since some chat templates write it into the
 * prompt. Thoughts that never end hold no answer.
 */
export function withoutThinking(reply: string): string {
  const isOpened = opening.test(reply);
  const ends = [...reply.matchAll(closing)];
  const json = ends.length > 0 ? jsonValuesIn(reply) : [];
  const end = ends.findLast(({ index }) => !json.some((found) => index > found.start && index < found.end));
  if (!end) return isOpened ? '' : reply;
  if (!isOpened && begunVerdict.test(reply)) return reply;
  const answer = reply.slice(end.index + end[0].length).trimStart();
  return opening.test(answer) ? '' : answer;
}
