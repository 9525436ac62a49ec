import type { Message } from './conversation.schema.ts';
import { answerForm, judgePrompt, type JudgeQuestion } from './ultrafeedback-prompt.ts';
import { withoutThinking } from './without-thinking.ts';

/** Enough for ten long rationales; what is over it is cut out of the middle. */
const mostCharacters = 8_000;

/**
 * The conversation that asks a judge to say again, in JSON, what it said in a reply that could not be read (see {@link quotedReply}). It is the
 * original question with the reply in its place, since a text without a rating there has to be rated after all: asked
 * for the form alone, a judge would have to invent that rating.
 */
export function repairPrompt(question: JudgeQuestion, reply: string, problem: string): Message[] {
  const { aspect, texts } = question;
  return [
    ...judgePrompt(question),
    { role: 'assistant', content: reply },
    {
      role: 'user',
      content: [
        `That reply could not be read (${problem}). Write it again in the form asked for, without judging anew:`,
        'keep each rating that you gave and the gist of its rationale. What you quoted is no rating of yours. Only where',
        'you gave a text no rating, or more than one, decide on one now.',
        '',
        answerForm(aspect, texts.length),
      ].join('\n'),
    },
  ];
}

/** As much of a reply that could not be read as its judge is shown again. */
export function quotedReply(reply: string): string {
  const said = withoutThinking(reply).trim();
  const characters = Array.from(said);
  if (characters.length === 0) return '(empty)';
  if (characters.length <= mostCharacters) return said;
  const half = mostCharacters / 2;
  return `${characters.slice(0, half).join('')}\n[…]\n${characters.slice(-half).join('')}`;
}
