"""
Takes one step with some of TRL's trainers on published datasets, `{<name>: {"folder", "trainers"}}`, and prints, as one JSON
object in its last line, what they made of them.
"""

import json
import math
import sys
import tempfile
from pathlib import Path

import torch
import transformers
import trl
from datasets import load_dataset
from tokenizers import Tokenizer, decoders
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import ByteLevel
from transformers import PreTrainedTokenizerFast, Qwen3Config, Qwen3ForCausalLM, Qwen3ForSequenceClassification
from trl.data_utils import apply_chat_template, prepare_multimodal_messages
from trl import DPOConfig, DPOTrainer, KTOConfig, KTOTrainer, RewardConfig, RewardTrainer

SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]


def tokenizer_of_its_own(template_name="qwen3"):
    """Every byte a token, and the chat template of Qwen3, which knows tools and thoughts, as TRL ships it."""
    vocabulary = {token: place for place, token in enumerate(sorted(ByteLevel.alphabet()))}
    tokenizer = Tokenizer(BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(SPECIAL)
    template = Path(trl.__file__).parent / "chat_templates" / f"{template_name}.jinja"
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token=SPECIAL[0],
        eos_token=SPECIAL[2],
        chat_template=template.read_text(),
    )


def model_of_its_own(kind, tokenizer, folder):
    """Random, as small as they come, and on a disk, since DPO and KTO load a second one to refer to."""
    torch.manual_seed(7)
    model = kind(
        Qwen3Config(
            vocab_size=len(tokenizer),
            hidden_size=16,
            intermediate_size=16,
            num_hidden_layers=1,
            num_attention_heads=2,
            num_key_value_heads=1,
            head_dim=8,
            pad_token_id=tokenizer.pad_token_id,
            eos_token_id=tokenizer.eos_token_id,
            num_labels=1,
        )
    )
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


TRAINERS = {
    "dpo": (DPOTrainer, DPOConfig, Qwen3ForCausalLM, "trl"),
    "dpo-default": (DPOTrainer, DPOConfig, Qwen3ForCausalLM, "default"),
    "reward": (RewardTrainer, RewardConfig, Qwen3ForSequenceClassification, "trl"),
    "kto": (KTOTrainer, KTOConfig, Qwen3ForCausalLM, "kto"),
}


def one_step(name, folder, place):
    trainer_of, config_of, model_of, config = TRAINERS[name]
    tokenizer = tokenizer_of_its_own()
    dataset = load_dataset(folder, config, split="train", cache_dir=place)
    trainer = trainer_of(
        model_of_its_own(model_of, tokenizer, f"{place}/{name}-model"),
        args=config_of(
            f"{place}/{name}",
            max_steps=1,
            per_device_train_batch_size=2,
            max_length=4096,
            logging_steps=1,
            save_strategy="no",
            report_to=[],
            use_cpu=True,
            bf16=False,
            disable_tqdm=True,
        ),
        train_dataset=dataset,
        processing_class=tokenizer,
    )
    loss = trainer.train().training_loss
    columns = [column for column in trainer.train_dataset.column_names if column.endswith("_ids")]
    return {
        "rows": len(dataset),
        "finite": math.isfinite(loss),
        "seen": [{column: tokenizer.decode(row[column]) for column in columns} for row in trainer.train_dataset],
    }


def as_vision_collators_read(folder, place):
    """What TRL's collators for vision models do with a row before its processor makes pixels of it."""
    tokenizer = tokenizer_of_its_own("qwen3_vl")
    read = {}
    for config, answers in {"trl": ["chosen", "rejected"], "kto": ["completion"]}.items():
        dataset = load_dataset(folder, config, split="train", cache_dir=place)
        read[config] = []
        for row in dataset:
            messages = {name: prepare_multimodal_messages(row[name]) for name in answers}
            messages["prompt"] = prepare_multimodal_messages(row["prompt"], images=row["images"])
            read[config].append(
                {**apply_chat_template(messages, tokenizer), "sizes": [image.size for image in row["images"]]}
            )
    return read


def steps(folder, trainers):
    with tempfile.TemporaryDirectory() as place:
        if trainers == ["vision"]:
            return as_vision_collators_read(folder, place)
        return {name: one_step(name, folder, place) for name in trainers}


transformers.logging.set_verbosity_error()
print(json.dumps({name: steps(**asked) for name, asked in json.loads(sys.argv[1]).items()}))
