"""``kenko series``: health at many instants."""

from __future__ import annotations

import argparse

from kenko import Model
from kenko.cli.customer import ask
from kenko.cli.instants import ending_at
from kenko.cli.output import check_target, write_tables
from kenko.cli.problems import UsageProblem
from kenko.cli.question import read_portfolio


def run(arguments: argparse.Namespace) -> int:
    target = check_target(arguments.out, ["series"])
    instants = ending_at(arguments.as_of, arguments.every, arguments.count)
    if len(instants) < arguments.count:
        raise UsageProblem("--every and --count reach back to before the year 1")
    model = Model.load(arguments.model)
    portfolio = read_portfolio(arguments, {arguments.model: model})
    table = ask(
        arguments.customer,
        lambda customer: model.series(
            portfolio,
            instants,
            known=arguments.known,
            customers=customer,
            threads=arguments.threads,
            columns=arguments.columns,
        ),
    )
    write_tables({"series": table}, target)
    return 0
