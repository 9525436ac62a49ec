/** What a page's tables say of each key, by its path: `generators.topP`; a `·` stands for the list named above it. */
export function documentedKeys(page: string): Map<string, string> {
  const found = new Map<string, string>();
  let list = '';
  for (const [, keys = '', meaning = ''] of page.matchAll(/^\| ([^|]*`[^|]*)\|[^|]*\| (.*?) *\|$/gm)) {
    const named = [...keys.matchAll(/`(· )?([\w.]+)(\[\])?`/g)];
    let parent = '';
    for (const [, dot, name = '', isList] of named) {
      if (isList) list = name;
      const path = dot || parent.startsWith('·') ? `${list}.${name}` : within(parent, name);
      found.set(path, plain(meaning));
      parent = dot ? '·' : path;
    }
  }
  return found;
}

/** Keys that share a row and a parent name it once: `source.split`, `config`. */
function within(before: string, name: string): string {
  const parent = before.includes('.') ? before.slice(0, before.lastIndexOf('.') + 1) : '';
  return name.includes('.') ? name : `${parent}${name}`;
}

/** Markdown as an editor's hint shows it to whoever reads no Markdown. */
function plain(markdown: string): string {
  return markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');
}
