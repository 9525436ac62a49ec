import { count } from '../report/page/written-numbers.ts';
import type { TrainerFitNumbers } from '../report/numbers/trainer-fit.ts';
import type { DescribedDataset } from './described-dataset.ts';
import { code, paragraphs, table } from './markdown.ts';

/** How to load a dataset and train on it; TRL 1.x. */
export function trainingSection({
  configs,
  input,
  quality: { fit = [] },
}: Pick<DescribedDataset, 'configs' | 'input' | 'quality'>): string {
  const settings = (trainer: TrainerFitNumbers['trainer']) => {
    const length = fit.find((fitted) => fitted.trainer === trainer)?.keepsAlmostAll ?? null;
    return length === null ? '' : `, max_length=${length}`;
  };
  const data = (config: string) => {
    const splits = configs.find((described) => described.config === config)?.splits ?? [];
    const load = (split: string) => `load_dataset(path, "${config}", split="${split}")`;
    const evaluated = splits.some(({ split }) => split === 'test') ? [`eval_dataset=${load('test')}`] : [];
    return [`train_dataset=${load('train')}`, ...evaluated];
  };
  return paragraphs(
    '## Load and train',
    python(`from datasets import load_dataset

path = "path/to/this/folder"  # or the dataset's name on the Hub
pairs = load_dataset(path, split="train")`),
    'With [TRL](https://huggingface.co/docs/trl), any chat model in the place of `model`:',
    python(`from trl import DPOConfig, DPOTrainer, KTOConfig, KTOTrainer, RewardConfig, RewardTrainer

model = "Qwen/Qwen3-0.6B"

${train('DPO', settings('DPO'), data('trl'))}
${train('KTO', settings('KTO'), data('kto'))}
${train('Reward', settings('Reward'), data('trl'))}`),
    python(`from transformers import AutoModelForCausalLM, AutoTokenizer
from trl.experimental.orpo import ORPOConfig, ORPOTrainer

ORPOTrainer(
    AutoModelForCausalLM.from_pretrained(model),
    args=ORPOConfig("orpo"${settings('ORPO and CPO')}),
${data('trl')
  .map((argument) => `    ${argument},\n`)
  .join('')}    processing_class=AutoTokenizer.from_pretrained(model),
).train()`),
    fitParagraph(fit, input.output.tokenizer),
  );
}

/** What trainers leave out without a word. */
function fitParagraph(fit: readonly TrainerFitNumbers[], tokenizer: string | undefined): string {
  if (tokenizer === undefined || fit.length === 0) return '';
  return paragraphs(
    `TRL’s trainers use 1,024 tokens of a row unless told. By the tokenizer of ${code(tokenizer)} and its chat template, ` +
      'of the training and test rows together:',
    table(
      ['Trainer', 'Config', 'Rows', 'Dropped at 1,024', 'Cut at 1,024', '`max_length` that keeps 99 % whole'],
      fit.map(({ trainer, config, rows, dropped, truncated, keepsAlmostAll }) => [
        trainer,
        code(config),
        count(rows),
        count(dropped),
        count(truncated),
        count(keepsAlmostAll),
      ]),
    ),
    'ORPO and CPO drop no row: what stands here under dropped trains on its prompt alone.',
  );
}

/** On one line where it fits. */
function train(method: string, settings: string, data: readonly string[]): string {
  const all = ['model', `args=${method}Config("${method.toLowerCase()}"${settings})`, ...data];
  const line = `${method}Trainer(${all.join(', ')}).train()`;
  if (data.length === 1) return line;
  return `${method}Trainer(\n${all.map((argument) => `    ${argument},\n`).join('')}).train()`;
}

function python(code: string): string {
  return `\`\`\`python\n${code}\n\`\`\``;
}
