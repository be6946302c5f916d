"""``kenko changes``: why scores moved between two instants."""

from __future__ import annotations

import argparse

from kenko import Model
from kenko.cli.customer import ask
from kenko.cli.output import check_target, write_tables
from kenko.cli.question import check_period, read_portfolio


def run(arguments: argparse.Namespace) -> int:
    check_period(arguments)
    target = check_target(arguments.out, ["changes"])
    models = {arguments.model: Model.load(arguments.model)}
    to_model = None
    if arguments.to_model is not None:
        to_model = Model.load(arguments.to_model)
        models.setdefault(arguments.to_model, to_model)
    portfolio = read_portfolio(arguments, models)
    table = ask(
        arguments.customer,
        lambda customer: models[arguments.model].changes(
            portfolio,
            start=arguments.start,
            end=arguments.end,
            to_model=to_model,
            customers=customer,
            threads=arguments.threads,
        ),
    )
    write_tables({"changes": table}, target)
    return 0
