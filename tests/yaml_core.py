"""YAML as editors' language servers read it: version 1.2 with its core schema, which has no dates."""

from __future__ import annotations

import re
from typing import Any

import yaml


class CoreLoader(yaml.CSafeLoader):
    """A loader for YAML 1.2. PyYAML's own read 1.1, where `yes` is true and 2026-11-21 is a date."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 (the way in which PyYAML is told)


PLAIN = {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf)|\.(?:nan|NaN)",
}
"""Patterns for values without quotes, in the order in which they are tried. Other values are text."""


def _construct_int(loader: CoreLoader, node: yaml.ScalarNode) -> int:
    text = loader.construct_scalar(node)
    return int(text, 0) if text[:2] in {"0o", "0x"} else int(text)


def _construct_float(loader: CoreLoader, node: yaml.ScalarNode) -> float:
    return float(loader.construct_scalar(node).replace(".inf", "inf").replace(".nan", "nan"))


for _name, _pattern in PLAIN.items():
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(f"^(?:{_pattern})$"), None)
CoreLoader.add_constructor("tag:yaml.org,2002:int", _construct_int)
CoreLoader.add_constructor("tag:yaml.org,2002:float", _construct_float)


def load_core(text: str) -> Any:
    return yaml.load(text, CoreLoader)  # noqa: S506 (a safe loader with other rules for plain words)
