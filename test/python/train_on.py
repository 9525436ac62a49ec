"""What trainers make of a published dataset, by their own code: `train_on.py <folder> <tokenizer folder>`."""

import importlib.util
import json
import sys
import tempfile
from types import SimpleNamespace

from datasets import get_dataset_config_names, load_dataset
from trainer_code import definitions
from transformers import PreTrainedTokenizerFast
from trl.data_utils import _tokenize, apply_chat_template


def prepared(trainer, dataset, tokenizer, max_length=None):
    """A dataset as a trainer has it after `_prepare_dataset`."""
    path, name = trainer
    code = definitions("trl", path, f"{name}._prepare_dataset")
    itself = SimpleNamespace(
        _tokenizer=tokenizer,
        _tokenize=_tokenize,
        chat_template=None,
        completion_only_loss=False,
        calculate_KL=False,
        desirable_weight=1,
        undesirable_weight=1,
    )
    args = SimpleNamespace(
        max_length=max_length,
        truncation_mode="keep_start",
        dataset_num_proc=None,
        dataset_text_field="text",
        assistant_only_loss=False,
        shuffle_dataset=False,
    )
    prepare = code["_prepare_dataset"]
    if name == "SFTTrainer":
        return prepare(itself, dataset, tokenizer, args, False, None, "train")
    return prepare(itself, dataset, tokenizer, args, "train")


DPO = ("trainer/dpo_trainer.py", "DPOTrainer")
KTO = ("trainer/kto_trainer.py", "KTOTrainer")
REWARD = ("trainer/reward_trainer.py", "RewardTrainer")
SFT = ("trainer/sft_trainer.py", "SFTTrainer")
TPO = ("experimental/tpo/tpo_trainer.py", "TPOTrainer")


def text(tokenizer, row, *columns):
    return tokenizer.decode([token for column in columns for token in row[column]])


def further_configs(load, tokenizer):
    """Each config of `output.configs` through the code of the trainer it is for."""
    [reward, tpo, sft] = [
        prepared(trainer, load(name), tokenizer)
        for trainer, name in ((REWARD, "trl"), (TPO, "tpo"), (SFT, "messages"))
    ]
    ranked = load("ranked")
    return {
        # GRPO and online DPO render the prompt so before they let the model answer.
        "prompts": [apply_chat_template({"prompt": row["prompt"]}, tokenizer)["prompt"] for row in load("prompts")],
        "margin": [row["margin"] for row in reward],
        "reward": [{side: text(tokenizer, row, f"{side}_ids") for side in ("chosen", "rejected")} for row in reward],
        "tpo": [
            {side: text(tokenizer, row, f"{side}_ids") for side in ("prompt", "chosen", "rejected", "reference")}
            for row in tpo
        ],
        "messages": [text(tokenizer, row, "input_ids") for row in sft],
        # What NeMo-RL's `preference_preprocessor` asserts before it renders both; it is not on PyPI.
        "ranked": [
            {
                "two": len(row["completions"]) == 2,
                "chosen": row["context"] + min(row["completions"], key=lambda ranked: ranked["rank"])["completion"],
                "rejected": row["context"] + max(row["completions"], key=lambda ranked: ranked["rank"])["completion"],
                "tie": row["completions"][0]["rank"] == row["completions"][1]["rank"],
            }
            for row in ranked
        ],
    }


def fit(load, tokenizer, max_length):
    """What each trainer drops and cuts, by what is left of its dataset, and how long its rows would be uncut."""
    facts = {}
    for trainer, config in ((DPO, "trl"), (KTO, "kto"), (REWARD, "trl")):
        dataset = load(config)
        uncut = prepared(trainer, dataset, tokenizer)
        kept = prepared(trainer, dataset, tokenizer, max_length)
        sides = ("chosen", "rejected") if "chosen_ids" in uncut.column_names else ("completion",)
        def longest(row):
            return max(len(row.get("prompt_ids", [])) + len(row[f"{side}_ids"]) for side in sides)
        facts[trainer[1].removesuffix("Trainer")] = {
            "rows": len(dataset),
            "dropped": len(dataset) - len(kept),
            "truncated": sum(longest(row) > max_length for row in kept),
            "longest": sorted(longest(row) for row in uncut),
        }
    for path, name in (("experimental/orpo/orpo_trainer.py", "ORPOTrainer"), ("experimental/cpo/cpo_trainer.py", "CPOTrainer")):
        code = definitions("trl", path, f"{name}.build_tokenized_answer", f"{name}.tokenize_row")
        ends = definitions("trl", "experimental/utils.py", "add_bos_token_if_needed", "add_eos_token_if_needed")
        code |= {key: ends[key] for key in ("add_bos_token_if_needed", "add_eos_token_if_needed")}
        code["is_torch_xla_available"] = lambda: False

        def rows_at(length):
            itself = SimpleNamespace(processing_class=tokenizer, is_encoder_decoder=False, max_length=length)
            itself.build_tokenized_answer = lambda prompt, answer: code["build_tokenized_answer"](itself, prompt, answer)
            return [code["tokenize_row"](itself, apply_chat_template(row, tokenizer)) for row in load("trl")]

        def longest(row):
            return max(len(row["chosen_input_ids"]), len(row["rejected_input_ids"]))

        uncut = rows_at(1_000_000)
        empty = [
            any(all(label == -100 for label in row[f"{side}_labels"]) for side in ("chosen", "rejected"))
            for row in rows_at(max_length)
        ]
        facts[name.removesuffix("Trainer")] = {
            "rows": len(uncut),
            "dropped": sum(empty),
            "truncated": sum(longest(row) > max_length and not gone for row, gone in zip(uncut, empty, strict=True)),
            "longest": sorted(map(longest, uncut)),
        }
    return facts


def other_loaders(folder, load, tokenizer):
    """What the readers of Axolotl, LLaMA-Factory and OpenRLHF make of `trl` and `default`, set up as the docs say."""
    axolotl = definitions("axolotl", "prompt_strategies/dpo/chat_template.py", "default", "argilla_chat")
    axolotl |= {
        "handle_legacy_message_fields_logic": lambda settings: settings,
        "extract_chat_template_args": lambda cfg, ds_cfg: ("tokenizer_default", None),
        "get_chat_template": lambda user_choice, jinja_template, tokenizer: tokenizer.chat_template,
    }
    settings = {"datasets": [{"field_messages": "prompt"}]}
    of_trl, of_default = axolotl["default"](settings)[0], axolotl["argilla_chat"](settings)[0]

    factory = definitions("llamafactory", "data/converter.py", "SharegptDatasetConverter.__call__")
    factory["Role"] = definitions("llamafactory", "data/data_utils.py", "Role")["Role"]
    columns = {"messages": "prompt", "chosen": "chosen", "rejected": "rejected"}
    tags = dict(role_tag="role", content_tag="content", user_tag="user", assistant_tag="assistant", system_tag="system")
    absent = dict.fromkeys(["system", "tools", "images", "videos", "audios", "kto_tag"])
    tagged = {**columns, **tags, **absent, "observation_tag": "tool", "function_tag": "function_call", "ranking": True}
    converter = SimpleNamespace(dataset_attr=SimpleNamespace(**tagged))
    one_message = load("trl").map(lambda row: {side: row[side][0] for side in ("chosen", "rejected")})

    def converted(row):
        read = factory["__call__"](converter, row)
        return {"prompt": read["_prompt"], "response": read["_response"], "system": read["_system"]}

    facts = {
        "axolotl": [[of_trl(row, tokenizer=tokenizer) for row in load("trl")],
                    [of_default(row, tokenizer=tokenizer) for row in load("default")]],
        "llamafactory": [converted(row) for row in one_message],
        "openrlhf": None,
    }
    if importlib.util.find_spec("openrlhf"):
        openrlhf = definitions("openrlhf", "datasets/reward_dataset.py", "preprocess_data")
        openrlhf["exist_and_not_none"] = definitions("openrlhf", "datasets/utils.py", "exist_and_not_none")[
            "exist_and_not_none"
        ]
        preprocess = openrlhf["preprocess_data"]
        template = tokenizer.apply_chat_template
        facts["openrlhf"] = [
            [preprocess(row, None, "prompt", "chosen", "rejected", template, True) for row in load("trl")],
            # OpenRLHF takes a folder as `load_dataset(folder)` does: its config `default`.
            [preprocess(row, None, None, "chosen", "rejected", template, True) for row in load_dataset(folder)["train"]],
        ]
    return facts


def splits(folder, cache):
    """Rows of every split that `load_dataset` finds, by config."""
    return {
        name: {split: list(rows["row_id"]) for split, rows in load_dataset(folder, name, cache_dir=cache).items()}
        for name in get_dataset_config_names(folder)
    }


def main(folder, tokenizer_folder, subject):
    with tempfile.TemporaryDirectory() as cache:
        tokenizer = PreTrainedTokenizerFast.from_pretrained(tokenizer_folder)

        def load(name):
            return load_dataset(folder, name, split="train", cache_dir=cache)

        if subject == "splits":
            facts = splits(folder, cache)
        elif subject == "loaders":
            facts = other_loaders(folder, load, tokenizer)
        elif subject == "fit":
            facts = fit(load, tokenizer, 1024)
        else:
            facts = further_configs(load, tokenizer)
    json.dump(facts, sys.stdout)


main(*sys.argv[1:])
