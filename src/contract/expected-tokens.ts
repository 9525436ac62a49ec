/**
 * How many tokens texts are likely to have together, which only their model's tokenizer could say: by script, between
 * what o200k_base and cl100k_base make of it. Those take 4.8 and 4.6 characters of English to a token, 3.2 and 2.1 of
 * Russian, 2.9 and 1.1 of Hindi, 1.0 and 0.8 of Chinese, 0.5 and 0.4 of emoji (prose of one or two sentences each).
 */
export function expectedTokens(...texts: readonly string[]): number {
  return Math.ceil(texts.reduce((sum, text) => sum + quartersOf(text), 0) / 4);
}

/** In quarters of a token, so that whole numbers add up. */
function quartersOf(text: string): number {
  let quarters = 0;
  for (let place = 0; place < text.length; place += 1) {
    const unit = text.charCodeAt(place);
    if (unit < 0x80) quarters += 1;
    else if (unit < 0x2e80)
      quarters += 2; // Alphabets, and the scripts of India and South-East Asia.
    else quarters += 4; // Chinese, Japanese and Korean; twice for what takes two code units, as emoji do.
  }
  return quarters;
}
