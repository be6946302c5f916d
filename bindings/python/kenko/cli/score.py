"""``kenko score``, and the commands that are some of its tables: levers, worklist, ...."""

from __future__ import annotations

import argparse

from kenko import Model, Table
from kenko.cli.customer import ask
from kenko.cli.output import check_target, write_tables
from kenko.cli.problems import UsageProblem
from kenko.cli.question import check_group, read_portfolio


def run(arguments: argparse.Namespace) -> int:
    tables = list(dict.fromkeys(arguments.tables or ["health"]))
    if arguments.by is not None and "summary" not in tables:
        raise UsageProblem("--by is for --table summary")
    if arguments.columns is not None and "health" not in tables:
        raise UsageProblem("--columns is for --table health")
    target = check_target(arguments.out, tables)
    model = Model.load(arguments.model)
    check_group(model, arguments.by)
    portfolio = read_portfolio(arguments, {arguments.model: model})
    result = ask(
        arguments.customer,
        lambda customer: model.evaluate(
            portfolio,
            as_of=arguments.as_of,
            known=arguments.known,
            tables=tables,
            customers=customer,
            threads=arguments.threads,
            group_by=arguments.by,
            health_columns=arguments.columns,
        ),
    )
    answer: dict[str, Table] = dict(result)
    if arguments.top is not None:
        from kenko.cli.cut import FirstRows

        answer = {name: FirstRows(table, arguments.top) for name, table in answer.items()}
    write_tables(answer, target)
    return 0
