import type { DescribedDataset } from './described-dataset.ts';
import { paragraphs } from './markdown.ts';

/** How to load a dataset and train on it; TRL 1.x. */
export function trainingSection({ configs }: Pick<DescribedDataset, 'configs'>): string {
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

${train('DPO', 'model', data('trl'))}
${train('KTO', 'model', data('kto'))}
${train('Reward', 'model', data('trl'))}`),
    python(`from transformers import AutoModelForCausalLM, AutoTokenizer
from trl.experimental.orpo import ORPOConfig, ORPOTrainer

ORPOTrainer(
    AutoModelForCausalLM.from_pretrained(model),
    args=ORPOConfig("orpo"),
${data('trl')
  .map((argument) => `    ${argument},\n`)
  .join('')}    processing_class=AutoTokenizer.from_pretrained(model),
).train()`),
  );
}

/** On one line where it fits. */
function train(method: string, model: string, data: readonly string[]): string {
  const all = [model, `args=${method}Config("${method.toLowerCase()}")`, ...data];
  const line = `${method}Trainer(${all.join(', ')}).train()`;
  if (data.length === 1) return line;
  return `${method}Trainer(\n${all.map((argument) => `    ${argument},\n`).join('')}).train()`;
}

function python(code: string): string {
  return `\`\`\`python\n${code}\n\`\`\``;
}
