"""Loads a published dataset as its users do and prints, as one JSON object, what `datasets` and TRL make of it."""

import json
import sys
import tempfile

from datasets import IterableDataset, get_dataset_config_names, load_dataset, load_dataset_builder
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from transformers import PreTrainedTokenizerFast
from trl.data_utils import (
    _tokenize,
    apply_chat_template,
    extract_prompt,
    is_conversational,
    maybe_extract_prompt,
    maybe_unpair_preference_dataset,
)

CHAT_TEMPLATE = (
    "{% for message in messages %}<{{ message.role }}>{{ message.content }}</{{ message.role }}>{% endfor %}"
    "{% if add_generation_prompt %}<assistant>{% endif %}"
)


def tokenizer_of_its_own():
    """A tokenizer that needs no download; only its chat template matters here."""
    tokenizer = Tokenizer(WordLevel({"?": 0}, unk_token="?"))
    tokenizer.pre_tokenizer = Whitespace()
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, unk_token="?", chat_template=CHAT_TEMPLATE)


def loaded(folder, name, cache):
    """`datasets` refuses to load a split without rows, except as a stream."""
    split = load_dataset_builder(folder, name, cache_dir=cache).info.splits["train"]
    return load_dataset(folder, name, split="train", cache_dir=cache, streaming=split.num_examples == 0)


def described(dataset):
    rows = 0 if isinstance(dataset, IterableDataset) else len(dataset)
    return {
        "features": dataset.features._to_yaml_list(),
        "rows": rows,
        "first": dataset[0] if rows > 0 else None,
        "last": dataset[-1] if rows > 0 else None,
    }


def as_trl_takes_it(configs):
    pairs, trl, kto = configs["default"], configs["trl"], configs["kto"]
    tokenizer = tokenizer_of_its_own()

    def rendered(dataset):
        template = lambda row: apply_chat_template(row, tokenizer)
        return dataset.map(template, remove_columns=dataset.column_names)[0] if len(dataset) > 0 else None

    wanted = ["prompt", "chosen", "rejected"]
    extracted = pairs.map(extract_prompt)
    return {
        "conversational": {
            name: all(is_conversational(row) for row in dataset)
            for name, dataset in {"default": pairs, "trl": trl, "kto": kto}.items()
        },
        "extracted_equals_trl": [
            {key: row[key] for key in wanted} == {key: other[key] for key in wanted}
            for row, other in zip(extracted, trl, strict=True)
        ],
        "trl_needs_no_extraction": all(maybe_extract_prompt(row) == row for row in trl),
        "kto_needs_no_unpairing": maybe_unpair_preference_dataset(kto).column_names == kto.column_names,
        "unpaired_rows": len(maybe_unpair_preference_dataset(trl)),
        "rendered": {name: rendered(dataset) for name, dataset in {"default": pairs, "trl": trl, "kto": kto}.items()},
    }


TOOL_TEMPLATE = (
    "{% if tools %}<tools>{{ tools | tojson }}</tools>{% endif %}"
    "{% for message in messages %}<{{ message.role }}>{{ message.content }}"
    "{% if message.tool_calls %}{% for call in message.tool_calls %}"
    "<call>{{ call.function.name }} {{ call.function.arguments }}</call>"
    "{% endfor %}{% endif %}</{{ message.role }}>{% endfor %}"
    "{% if add_generation_prompt %}<assistant>{% endif %}"
)


def as_trl_renders_tools(configs):
    """What the tokenize functions of TRL's DPO, Reward and KTO trainers ask of a tokenizer, row by row."""
    tokenizer = tokenizer_of_its_own()
    tokenizer.chat_template = TOOL_TEMPLATE

    def rendered(row, side):
        tools = row.get("tools")
        tools = json.loads(tools) if isinstance(tools, str) else tools
        template_kwargs = {"tools": tools, **row.get("chat_template_kwargs", {})}
        if not is_conversational(row):
            raise ValueError("TRL takes the row for text")
        messages = row["prompt"] + row[side]
        ids = _tokenize(tokenizer, messages, **template_kwargs)["input_ids"]
        return tokenizer.apply_chat_template(messages, tokenize=False, **template_kwargs) if ids else None

    return {
        "trl": [{side: rendered(row, side) for side in ("chosen", "rejected")} for row in configs["trl"]],
        "kto": [rendered(row, "completion") for row in configs["kto"]],
        "default": len(configs["default"]),
    }


def main(folder, subject):
    with tempfile.TemporaryDirectory() as cache:
        configs = {name: loaded(folder, name, cache) for name in get_dataset_config_names(folder)}
        facts = {name: described(dataset) for name, dataset in configs.items()}
        if subject == "trl":
            facts = as_trl_takes_it(configs)
        if subject == "tools":
            facts = as_trl_renders_tools(configs)
    json.dump(facts, sys.stdout)


main(*sys.argv[1:])
