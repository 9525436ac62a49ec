import { separateChannels } from './channels.ts';
import type { SeparatedText } from './separated-text.ts';
import { closingTag, openingTag, unwrapped } from './thought-tags.ts';

/**
 * Takes the thoughts away that a reasoning model's server may leave before its answer: one or more blocks
 * (`<think>…</think>` and its kin), the end of one whose beginning stood in the prompt, or gpt-oss's channels. A block that
 * never ends was cut off, and holds no answer. Only what comes first is a thought: an answer that speaks of such tags
 * further on keeps them.
 */
export function separateThoughts(said: string): SeparatedText {
  const channels = separateChannels(said);
  if (channels) return channels;
  const thoughts: string[] = [];
  let rest = said;
  for (;;) {
    const opening = openingTag(rest);
    const closing = closingTag(rest, opening);
    if (!opening && !closing) break;
    const begin = opening?.end ?? 0;
    thoughts.push(rest.slice(begin, closing?.start).trim());
    rest = closing ? rest.slice(closing.end) : '';
  }
  if (thoughts.length === 0) return { text: said, reasoning: undefined };
  const reasoning = thoughts.filter((thought) => thought !== '').join('\n\n');
  return { text: unwrapped(rest).trim(), reasoning: reasoning || undefined };
}
