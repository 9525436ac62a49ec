/** Bytes of a text in UTF-8. Sandboxed code has no TextEncoder to ask. */
export function textBytes(text: string): number {
  let bytes = text.length;
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (codePoint > 0x7ff) bytes += 2;
    else if (codePoint > 0x7f) bytes += 1;
  }
  return bytes;
}

/** Bytes of a value as it travels: in JSON, where a control character of a text takes six. */
export function jsonBytes(value: unknown): number {
  return textBytes(JSON.stringify(value));
}
