import type { SeparatedText } from './separated-text.ts';

/** gpt-oss's answers come in channels: `<|channel|>analysis<|message|>…<|end|><|start|>assistant<|channel|>final<|message|>…`. */
const beginning = /^\s*(?:<\|start\|>)?(?:assistant)?\s*<\|channel\|>(?!thought)/;
/** Where the prompt held the first of them. */
const beginningInPrompt = /^\s*(?=(?:analysis|commentary|final)\s*<\|message\|>)/;
const message =
  /<\|channel\|>\s*(\w+)[^<]*(?:<\|constrain\|>[^<]*)?<\|message\|>([\s\S]*?)(?=<\|(?:end|return|call|start|channel)\|>|$)/g;

/** The same, where the server left out its special tokens: `analysisThe user asks…assistantfinalThe answer is…`. */
const bare = /^\s*analysis([\s\S]*?)(?:assistant)?(?:commentary[\s\S]*?)?assistantfinal([\s\S]*)$/;

/** Undefined where a text is not in channels. Only `final` is an answer; without it, thinking was cut off. */
export function separateChannels(given: string): SeparatedText | undefined {
  const said = given.replace(beginningInPrompt, '<|channel|>');
  if (beginning.test(said)) {
    const messages = [...said.matchAll(message)].map(([, channel, words = '']) => ({ channel, words }));
    const spoken = (isAnswer: boolean) =>
      messages
        .filter(({ channel }) => (channel === 'final') === isAnswer)
        .map(({ words }) => words.trim())
        .join('\n\n');
    return { text: spoken(true), reasoning: spoken(false) || undefined };
  }
  const parts = bare.exec(said);
  if (!parts) return undefined;
  const [, analysis = '', final = ''] = parts;
  return { text: final.trim(), reasoning: analysis.trim() || undefined };
}
