import { plain } from './plain-line.ts';

/** Types are a remark beside the rating: a list that can't be read is left out, and costs no verdict. */
export function readTypes(written: string, count: number): number[] | null {
  const list = plain(written)
    .replace(/^\[(.*)\]$/s, '$1')
    .replace(/\.$/, '')
    .trim();
  if (/^(?:none|n\/a)?$/i.test(list)) return list === '' && !written.includes('[') ? null : [];
  if (!/^\d+(?:\s*(?:,|;|&|and|\s)\s*\d+)*$/i.test(list)) return null;
  const types = [...new Set(list.match(/\d+/g)?.map(Number))];
  return types.every((type) => type >= 1 && type <= count) ? types : null;
}
