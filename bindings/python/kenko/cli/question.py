"""What `kenko score` and `kenko explain` share: a model and the portfolio of the given tables."""

from __future__ import annotations

import argparse
import sys

from kenko import LoadReport, Model, Portfolio
from kenko.cli.columns import absent_columns, valid_from_column, wanted_types
from kenko.cli.sources import connect
from kenko.cli.tables import load_input, open_input

_LISTED = 10


def read_question(arguments: argparse.Namespace) -> tuple[Model, Portfolio]:
    """Loads all tables; says on stderr what was left out."""
    model = Model.load(arguments.model)
    portfolio = Portfolio(model.customer_id_column, valid_from_column(model))
    texts = {
        "customers": arguments.customers,
        "activities": arguments.activities,
        "milestones": arguments.milestones,
        "feeds": arguments.feeds,
    }
    with connect() as connection:
        inputs = [
            open_input(connection, table, text, wanted_types(model, table))
            for table, text in texts.items()
            if text is not None
        ]
        for given in inputs:
            absent = absent_columns(model, given.table, [one.column.name for one in given.casts])
            if absent:
                names = ", ".join(absent)
                _say(f"note: {given.table}: no column {names}; missing for all")
            report = load_input(connection, portfolio, given, arguments.set_aside)
            _say_set_aside(given.table, report)
    return model, portfolio


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
