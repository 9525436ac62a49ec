import type { ConfigName } from '../../preference/config-features.ts';
import { count, plural } from '../report/page/written-numbers.ts';
import type { DescribedDataset } from './described-dataset.ts';
import { code, paragraphs, table } from './markdown.ts';

const rowsOf: Record<ConfigName, string> = {
  default: 'each pair, chosen and rejected as whole conversations',
  trl: 'each pair, the prompt apart, in the order of `default`',
  kto: 'each candidate that was rated clearly',
  candidates: 'each conversation, with everything that was asked and answered',
  dropped: 'each conversation without a pair, with the reason',
  prompts: 'each conversation, its prompt alone: GRPO, online DPO',
  ranked: 'each pair, as ranked completions: NeMo-RL',
  tpo: 'each pair with an answer between, the best as reference: TPO',
  messages: 'each chosen answer with its conversation: supervised fine-tuning',
};

export function configsSection({ configs, input }: DescribedDataset): string {
  const rows = configs.map(({ config, rows: number, splits, types }) => [
    code(config),
    rowsOf[config],
    splits.length > 1
      ? splits.map(({ split, rows: ofSplit }) => `${count(ofSplit)} ${split}`).join(', ')
      : count(number),
    Object.keys(types).map(code).join(', '),
  ]);
  return paragraphs(
    '## Configs',
    table(['Config', 'A row for', 'Rows', 'Columns'], rows),
    leftOutNote(configs),
    emptyNote(configs),
    splitNote(input.output.test),
  );
}

function splitNote(test: number | undefined): string {
  if (test === undefined) {
    return '`row_id` joins them. Split by it, so that no conversation is in training and test both.';
  }
  const share =
    test < 1
      ? `${Number((test * 100).toPrecision(6))} % of the conversations`
      : `the conversations of ${plural(test, 'pair')}`;
  return (
    `\`row_id\` joins them. \`test\` holds ${share}, each whole, told by a hash of its content: made again with more ` +
    'conversations, those stay where they are. A config none of whose rows are among them has no `test`.'
  );
}

/** `default` has the columns of the original dataset, whose messages have no place for calls of tools. */
function leftOutNote(configs: DescribedDataset['configs']): string {
  const rowsIn = (name: ConfigName) => configs.find(({ config }) => config === name)?.rows ?? 0;
  const leftOut = rowsIn('trl') - rowsIn('default');
  if (leftOut <= 0) return '';
  const seen = configs.find(({ config }) => config === 'trl')?.types ?? {};
  const held = [...('tools' in seen ? ['calls of tools'] : []), ...('images' in seen ? ['images'] : [])];
  const what = held.join(' or ');
  const rows = leftOut === 1 ? `one pair that holds ${what}` : `${count(leftOut)} pairs that hold ${what}`;
  return `\`default\` is without ${rows}: its messages are \`{content, role}\` alone. \`trl\` and \`kto\` have them.`;
}

/** `datasets` has the columns of a split without rows, but refuses to load it as a whole. */
function emptyNote(configs: DescribedDataset['configs']): string {
  const empty = configs.filter(({ rows }) => rows === 0).map(({ config }) => code(config));
  if (empty.length === 0) return '';
  return `Without rows: ${empty.join(', ')}. \`load_dataset\` takes these with \`streaming=True\` only.`;
}
