"""``kenko check``: what is wrong with a model file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kenko import InvalidArgumentError, Model


def run(arguments: argparse.Namespace) -> int:
    text = Path(arguments.model).read_bytes()
    try:
        model = Model.parse(text, arguments.model)
    except InvalidArgumentError as error:
        for diagnostic in error.diagnostics:
            print(diagnostic, file=sys.stderr)
        errors = [one for one in error.diagnostics if one.severity == "error"]
        if not errors:
            raise
        count = f"{len(errors)} error" + ("s" if len(errors) > 1 else "")
        print(f"{arguments.model}: {count}", file=sys.stderr)
        return 1
    for diagnostic in model.warnings:
        print(diagnostic, file=sys.stderr)
    warned = f" ({len(model.warnings)} warning{'s'[: len(model.warnings) > 1]})"
    print(f"{arguments.model}: ok{warned if model.warnings else ''}")
    print(f"name: {model.name}")
    print(f"hash: {model.hash}")
    print(f"clocks: {model.clocks}")
    return 0
