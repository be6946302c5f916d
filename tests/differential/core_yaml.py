"""Reads YAML by the core schema of 1.2 through PyYAML, whose own reading is 1.1 (there `no` and `on` are flags)."""

from __future__ import annotations

import re

import yaml


class CoreLoader(yaml.SafeLoader):
    """SafeLoader with the implicit types of the core schema alone."""

    yaml_implicit_resolvers: dict = {}


CoreLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|Null|NULL|~|)$"), ["n", "N", "~", ""])
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
CoreLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$"), list("-+.0123456789"))
# 1.1's own constructors would read 010 as octal and 1:30 as sexagesimal; here a number is decimal
CoreLoader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node)))
CoreLoader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(loader.construct_scalar(node)))


def load_yaml(text: str) -> object:
    return yaml.load(text, Loader=CoreLoader)
