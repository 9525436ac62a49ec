import { Document, visit } from 'yaml';
import { visibleText } from '../report/visible-text.ts';

export type Yaml = string | number | readonly Yaml[] | { readonly [key: string]: Yaml | undefined };

/** Texts that stand without quotes where they are nothing but text to YAML 1.1, which `datasets` reads. */
const plain = /^[a-z][a-z0-9_]*(?:[-./][a-z0-9_]+)*$/;

/** Block YAML with its last newline. An entry that is undefined is left out. */
export function yaml(value: Yaml): string {
  const document = new Document(value, { compat: 'yaml-1.1', aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value !== 'string' || plain.test(node.value)) return;
      node.value = visibleText(node.value);
      node.type = 'QUOTE_DOUBLE';
    },
  });
  const text = document.toString({ lineWidth: 0, indentSeq: false, doubleQuotedAsJSON: true });
  return text.replace(/[\u2028\u2029\ufffe\uffff]/g, escaped);
}

/** Line breaks to YAML 1.1, and what it does not take; they stand in quotes. */
function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
