/** Bytes of a text in UTF-8. Sandboxed code has no TextEncoder to ask. */
export function textBytes(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit <= 0x7f) continue;
    bytes += unit > 0x7ff ? 2 : 1;
    // A pair of surrogates is four bytes, as two units are counted already.
    if ((unit & 0xfc00) === 0xd800 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00) index += 1;
  }
  return bytes;
}

/** Bytes of a value as it travels: in JSON, where a control character of a text takes six. */
export function jsonBytes(value: unknown): number {
  return textBytes(JSON.stringify(value));
}
