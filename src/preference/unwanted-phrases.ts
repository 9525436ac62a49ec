/** How far into a text a refusal is looked for: a refusal opens a reply; later, "I can't" is about something else. */
const opening = 200;

const unable = String.raw`(?:can(?:'t|not| not)|could(?:n't| not)|won't|will not|(?:am|'m) (?:unable|not able|not allowed|not permitted) to)`;
const serve = String.raw`(?:assist|help(?! (?:but|it|feeling|wondering|noticing))|provide|fulfil+|comply|answer|create|write|generate|produce|discuss|support|engage|participate|offer|share|give|do (?:that|this)|continue)`;

const refusals = [
  new RegExp(String.raw`\bi\s*${unable}\s+(?:\w+ly\s+)?${serve}\b`, 'i'),
  /\bi(?:'m| am) (?:really |very |so )?(?:sorry|afraid)\b[^.!?\n]{0,60}\b(?:can(?:'t|not| not)|won't|unable|not able)\b/i,
  /\b(?:sorry|apologi[sz]e|apologies|unfortunately)\b[^.!?\n]{0,40}\bi(?:\s*(?:can(?:'t|not| not)|won't)|(?:'m| am) (?:unable|not able))\b/i,
  /\bi (?:must|have to|need to|will have to) (?:respectfully )?(?:decline|refuse)\b/i,
];

const asAnAi = [
  /\bas an? (?:large )?(?:ai )?language model\b/i,
  /\bas an? (?:ai|artificial intelligence)(?: (?:chatbot|assistant|system|model|program))?(?:\s*[,.;]|\s+(?:i|developed|trained|created|designed|programmed)\b)/i,
  /\bi(?:'m| am) (?:just |only |merely |simply )?an? (?:ai|artificial intelligence|(?:large )?language model)\b/i,
  /\bi (?:do not|don't) (?:have|possess|hold) (?:any )?(?:personal|human) (?:opinion|feeling|emotion|experience|belief|preference)s?\b/i,
];

const url = /\bhttps?:\/\/[^\s)\]>"']+|\bwww\.[a-z0-9-]+\.[a-z]{2,}/i;

/** The words by which a text declines near its start, if it does. */
export function refusalIn(text: string): string | undefined {
  return firstMatch(refusals, straight(text.trimStart()).slice(0, opening));
}

/** The words by which a text speaks of itself as a machine, if it does. */
export function asAnAiIn(text: string): string | undefined {
  return firstMatch(asAnAi, straight(text));
}

/** The first web address, if there is one: a model that can't look one up has often made it up. */
export function urlIn(text: string): string | undefined {
  return url.exec(text)?.[0];
}

function firstMatch(phrases: readonly RegExp[], text: string): string | undefined {
  return phrases.map((phrase) => phrase.exec(text)?.[0]).find((match) => match !== undefined);
}

function straight(text: string): string {
  return text.replace(/[’‘ʼ´`]/g, "'");
}
