const bytesPerToken = 4;

/** Tokens that a text of so many bytes in UTF-8 is likely to have: a quarter, as English has with most tokenizers. */
export function expectedTokens(bytes: number): number {
  return Math.ceil(bytes / bytesPerToken);
}
