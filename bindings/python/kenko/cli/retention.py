"""``kenko retention``: who stayed, and with what value, between two instants."""

from __future__ import annotations

import argparse

from kenko import Model
from kenko.cli.output import check_target, write_tables
from kenko.cli.question import check_group, check_period, read_portfolio


def run(arguments: argparse.Namespace) -> int:
    check_period(arguments)
    target = check_target(arguments.out, ["retention"])
    model = Model.load(arguments.model)
    check_group(model, arguments.by)
    portfolio = read_portfolio(arguments, {arguments.model: model})
    table = model.retention(
        portfolio,
        start=arguments.start,
        end=arguments.end,
        by=arguments.by,
        threads=arguments.threads,
    )
    write_tables({"retention": table}, target)
    return 0
