import type { Message } from '../../preference/conversation.schema.ts';

/** Enough to tell a language by; the whole of a long paste takes longer and says no more. */
const mostCharacters = 1_000;

interface Detector {
  detect(text: string): { language: string; isReliable(): boolean };
}

let detector: Detector | undefined;

/** Loads what tells languages, 85 MB of memory, for a run that wants it. */
export async function loadLanguages({
  languages,
}: {
  languages?: readonly string[] | undefined;
}): Promise<void> {
  if (languages !== undefined) detector ??= (await import('eld/extrasmall')).eld as Detector;
}

/**
 * The language of what the user writes, as ISO 639-1 has it, or where that is too short to tell, of the whole
 * conversation. Undefined where neither tells: numbers, a word or two. Code is passed over.
 */
export function languageOf(messages: readonly Message[]): string | undefined {
  const said = (role?: Message['role']) =>
    messages
      .filter((message) => role === undefined || message.role === role)
      .map(({ content }) => content.replace(/```[\s\S]*?(?:```|$)/g, ' '))
      .join('\n')
      .slice(0, mostCharacters);
  return detected(said('user')) ?? detected(said());
}

function detected(text: string): string | undefined {
  if (!detector) throw new Error('languages are told before they are loaded');
  const found = detector.detect(text);
  return found.isReliable() && found.language !== '' ? found.language : undefined;
}
