import type { ConfigName } from '../../preference/config-features.ts';
import { count } from '../report/page/written-numbers.ts';
import type { DescribedDataset } from './described-dataset.ts';
import { code, paragraphs, table } from './markdown.ts';

const rowsOf: Record<ConfigName, string> = {
  default: 'each pair, chosen and rejected as whole conversations',
  trl: 'each pair, the prompt apart; the n-th row is the n-th of `default`',
  kto: 'each candidate that was rated clearly',
  candidates: 'each conversation, with everything that was asked and answered',
  dropped: 'each conversation without a pair, with the reason',
};

export function configsSection({ configs }: DescribedDataset): string {
  const rows = configs.map(({ config, rows: number, types }) => [
    code(config),
    rowsOf[config],
    count(number),
    Object.keys(types).map(code).join(', '),
  ]);
  return paragraphs(
    '## Configs',
    table(['Config', 'A row for', 'Rows', 'Columns'], rows),
    emptyNote(configs),
    '`row_id` joins them. Split by it, so that no conversation is in training and test both.',
  );
}

/** `datasets` has the columns of a split without rows, but refuses to load it as a whole. */
function emptyNote(configs: DescribedDataset['configs']): string {
  const empty = configs.filter(({ rows }) => rows === 0).map(({ config }) => code(config));
  if (empty.length === 0) return '';
  return `Without rows: ${empty.join(', ')}. \`load_dataset\` takes these with \`streaming=True\` only.`;
}
