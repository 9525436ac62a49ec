"""Parts of trainers' own source that need no PyTorch, taken out of modules that do.

Importing `trl.trainer.dpo_trainer` loads PyTorch, gigabytes of which preparing a dataset uses nothing. So only the named
functions and methods are compiled, from the installed source, and given what they call.
"""

import ast
import contextlib
import enum
import importlib.util
import json
import logging
from pathlib import Path

import numpy
import transformers
import trl.data_utils
from datasets import Dataset, IterableDataset


class Logger:
    """TRL's loggers have one method more than Python's."""

    def __getattr__(self, name):
        return getattr(logging.getLogger("trl"), name.removesuffix("_once"))


def definitions(package, path, *names):
    """The functions, classes or `Class.method`s of a module by their names, in a namespace of their own."""
    root = Path(importlib.util.find_spec(package).submodule_search_locations[0])
    tree = ast.parse((root / path).read_text())
    wanted = {name: None for name in names}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name in wanted:
            wanted[node.name] = node
        if isinstance(node, ast.ClassDef) and node.name in wanted:
            wanted[node.name] = node
        if isinstance(node, ast.ClassDef):
            for method in node.body:
                name = f"{node.name}.{getattr(method, 'name', '')}"
                if name in wanted:
                    wanted[name] = method
    missing = [name for name, node in wanted.items() if node is None]
    if missing:
        raise LookupError(f"{package}/{path} has no {', '.join(missing)}")
    for node in wanted.values():
        if isinstance(node, ast.FunctionDef):
            without_annotations(node)
    module = ast.fix_missing_locations(ast.Module(body=list(wanted.values()), type_ignores=[]))
    namespace = {
        **vars(trl.data_utils),
        "Dataset": Dataset,
        "IterableDataset": IterableDataset,
        "StrEnum": enum.StrEnum,
        "json": json,
        "np": numpy,
        "logger": Logger(),
        "global_then_local_main_first": contextlib.nullcontext,
        "transformers": transformers,
        "unique": enum.unique,
    }
    exec(compile(module, str(root / path), "exec"), namespace)
    return namespace


def without_annotations(function):
    for node in ast.walk(function):
        if isinstance(node, (ast.FunctionDef, ast.Lambda)):
            if isinstance(node, ast.FunctionDef):
                node.returns = None
                node.decorator_list = []
            for argument in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]:
                argument.annotation = None
