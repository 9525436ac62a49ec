/** Below this a configured key protects nothing, and replacing it would blot out ordinary words. */
const shortestSecret = 4;

/** What keys look like, also in part starred out: providers echo them when they refuse them. */
const keyForms = [
  /\bBearer\s+[\w.~+/=*-]{8,}/gi,
  /\b(?:sk|xai|nvapi)-[\w.*-]{4,}/g,
  /\b(?:hf|gsk)_[\w*]{4,}/g,
  /\bAIza[\w-]{8,}/g,
  /[\w-]*\*{3,}[\w-]*/g,
];

/** The text without the given secrets, and without anything that looks like a key. */
export function redact(text: string, secrets: readonly string[]): string {
  const longestFirst = secrets
    .filter((secret) => secret.length >= shortestSecret)
    .sort((first, second) => second.length - first.length);
  const withoutSecrets = longestFirst.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text);
  return keyForms.reduce((rest, form) => rest.replace(form, '[redacted]'), withoutSecrets);
}
