/** How to load a dataset and train on it; TRL 1.x. */
export const trainingSection = `## Load and train

\`\`\`python
from datasets import load_dataset

path = "path/to/this/folder"  # or the dataset's name on the Hub
pairs = load_dataset(path, split="train")
\`\`\`

With [TRL](https://huggingface.co/docs/trl), any chat model in the place of \`model\`:

\`\`\`python
from trl import DPOConfig, DPOTrainer, KTOConfig, KTOTrainer, RewardConfig, RewardTrainer

model = "Qwen/Qwen3-0.6B"

DPOTrainer(model, args=DPOConfig("dpo"), train_dataset=load_dataset(path, "trl", split="train")).train()
KTOTrainer(model, args=KTOConfig("kto"), train_dataset=load_dataset(path, "kto", split="train")).train()
RewardTrainer(model, args=RewardConfig("reward"), train_dataset=load_dataset(path, "trl", split="train")).train()
\`\`\`

\`\`\`python
from transformers import AutoModelForCausalLM, AutoTokenizer
from trl.experimental.orpo import ORPOConfig, ORPOTrainer

ORPOTrainer(
    AutoModelForCausalLM.from_pretrained(model),
    args=ORPOConfig("orpo"),
    train_dataset=load_dataset(path, "trl", split="train"),
    processing_class=AutoTokenizer.from_pretrained(model),
).train()
\`\`\``;
