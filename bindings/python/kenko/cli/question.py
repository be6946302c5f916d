"""What the commands share: the portfolio of the given tables, and checks of what is asked."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping

from kenko import InvalidArgumentError, LoadReport, Model, Portfolio
from kenko.cli.columns import absent_columns, valid_from_column, wanted_types
from kenko.cli.problems import UsageProblem
from kenko.cli.sources import connect
from kenko.cli.tables import load_input, open_input

_LISTED = 10


def read_portfolio(arguments: argparse.Namespace, models: Mapping[str, Model]) -> Portfolio:
    """Loads all tables for models by their files; says on stderr what was left out.

    The first model names the columns of customers; the others' attributes are loaded, too.
    """
    first = next(iter(models.values()))
    portfolio = Portfolio(first.customer_id_column, valid_from_column(first))
    texts = {
        "customers": arguments.customers,
        "activities": arguments.activities,
        "milestones": arguments.milestones,
        "feeds": arguments.feeds,
    }
    with connect() as connection:
        inputs = [
            open_input(connection, table, text, wanted_types(models, table))
            for table, text in texts.items()
            if text is not None
        ]
        for given in inputs:
            absent = absent_columns(models, given.table, [one.column.name for one in given.casts])
            if absent:
                names = ", ".join(absent)
                _say(f"note: {given.table}: no column {names}; missing for all")
            report = load_input(connection, portfolio, given, arguments)
            _say_set_aside(given.table, report)
    return portfolio


def check_group(model: Model, by: str | None) -> None:
    """Says, before data is read, whether the model has what customers should be grouped by."""
    try:
        model.evaluate(Portfolio(), as_of=0, tables="summary", group_by=by)
    except InvalidArgumentError as error:
        raise UsageProblem(f"--by: {error}") from None


def check_period(arguments: argparse.Namespace) -> None:
    if arguments.start > arguments.end:
        raise UsageProblem("--from is after --to")


def _say_set_aside(table: str, report: LoadReport) -> None:
    if report.rows_set_aside == 0:
        return
    total = report.rows_loaded + report.rows_set_aside
    _say(f"{table}: {report.rows_set_aside:,} of {total:,} rows set aside:")
    for row in report.first_bad_rows[:_LISTED]:
        _say(f"  {row.message}")
    if report.rows_set_aside > _LISTED:
        _say(f"  … and {report.rows_set_aside - _LISTED:,} more")


def _say(text: str) -> None:
    print(text, file=sys.stderr)
