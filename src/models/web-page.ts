/** Whether a body is a web page, as firewalls and wrong addresses answer with. */
export function isWebPage(body: string): boolean {
  return /^\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b/is.test(body);
}

/** What a web page says to who looks at it, without its markup. */
export function pageWords(page: string): string {
  const words = page
    .slice(0, longestRead)
    .replace(/<(script|style|svg)\b.*?(<\/\1\s*>|$)/gis, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words === '' ? 'a web page' : `a web page: ${words}`;
}

const longestRead = 20_000;
