"""``kenko score``: tables of health."""

from __future__ import annotations

import argparse

from kenko.cli.output import check_target, write_result
from kenko.cli.question import read_question


def run(arguments: argparse.Namespace) -> int:
    tables = list(dict.fromkeys(arguments.tables or ["health"]))
    target = check_target(arguments.out, tables)
    model, portfolio = read_question(arguments)
    result = model.evaluate(
        portfolio,
        as_of=arguments.as_of,
        known=arguments.known,
        tables=tables,
        threads=arguments.threads,
    )
    write_result(result, target)
    return 0
