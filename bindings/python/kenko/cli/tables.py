"""One input table: from SRC to the portfolio."""

from __future__ import annotations

import argparse
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

import duckdb

from kenko import BadRow, Error, LoadReport, Portfolio
from kenko.cli.casts import WANTED, Cast, cast_of
from kenko.cli.problems import Problem
from kenko.cli.sources import Source, first_lines, open_source
from kenko.cli.sql import name_of


@dataclass(frozen=True)
class Input:
    """A table that is about to be loaded."""

    table: str
    source: Source
    casts: tuple[Cast, ...]


def open_input(
    connection: duckdb.DuckDBPyConnection, table: str, text: str, wanted: dict[str, str]
) -> Input:
    source = open_source(connection, table, text)
    casts = [cast_of(column, wanted.get(column.name), table) for column in source.columns]
    return Input(table, source, tuple(casts))


def load_input(
    connection: duckdb.DuckDBPyConnection,
    portfolio: Portfolio,
    given: Input,
    arguments: argparse.Namespace,
) -> LoadReport:
    """Loads a table. Cells that can't be cast are bad rows like those that the loader finds."""
    bad = _bad_cells(connection, given) if arguments.set_aside else []
    try:
        relation = connection.sql(_query(given, leave_out_bad=bool(bad)))
        tables: dict[str, Any] = {given.table: relation}
        options = {"set_aside": arguments.set_aside, "threads": arguments.threads}
        report = portfolio.load(**options, **tables)[given.table]
    except (Error, duckdb.Error) as error:
        # Which cell it was is only looked for now, so that good data is read once.
        row = error.row if isinstance(error, Error) else None
        for cell in _bad_cells(connection, given, limit=1):
            if row is None or cell.row <= row:
                raise Problem(cell.message) from None
        if isinstance(error, duckdb.Error) or row is None:
            raise Problem(f"{given.table}: {first_lines(error)}") from None
        raise
    return _merged(report, bad) if bad else report


def _query(given: Input, leave_out_bad: bool) -> str:
    failing = [cast for cast in given.casts if cast.can_fail]
    cells = []
    for cast in given.casts:
        cell = cast.expression
        if cast.can_fail and not leave_out_bad:
            cell = f"CASE WHEN {cast.fails} THEN error('a cell') ELSE {cell} END"
        cells.append(f"{cell} AS {name_of(cast.column.name)}")
    query = f"SELECT {', '.join(cells)} FROM {given.source.relation}"
    if leave_out_bad:
        query += f" WHERE NOT ({' OR '.join(cast.fails for cast in failing)})"
    return query


def _bad_cells(
    connection: duckdb.DuckDBPyConnection, given: Input, limit: int | None = None
) -> list[BadRow]:
    """Returns the rows with a cell that can't be cast, with the first such cell of each."""
    failing = [cast for cast in given.casts if cast.can_fail]
    if not failing:
        return []
    which = " ".join(f"WHEN {cast.fails} THEN {i}" for i, cast in enumerate(failing))
    text = " ".join(f"WHEN {cast.fails} THEN {cast.column.expression}::VARCHAR" for cast in failing)
    query = (
        f"SELECT row, which, text FROM (SELECT row_number() OVER () - 1 AS row, "
        f"CASE {which} END AS which, CASE {text} END AS text FROM {given.source.relation}) "
        f"WHERE which IS NOT NULL ORDER BY row"
    )
    if limit is not None:
        query += f" LIMIT {limit}"
    try:
        found = connection.execute(query).fetchall()
    except duckdb.Error as error:
        raise Problem(f"{given.table}: {first_lines(error)}") from None
    return [_bad_row(given.table, row, failing[index], text) for row, index, text in found]


def _bad_row(table: str, row: int, cast: Cast, text: str) -> BadRow:
    shown = text if len(text) <= 80 else text[:79] + "…"
    name = cast.column.name
    message = f"{table}, row {row}, column {name}: {shown!r} is not {WANTED[cast.wanted or 'text']}"
    return BadRow(row, name, message)


def _merged(report: LoadReport, bad: list[BadRow]) -> LoadReport:
    """Adds the rows that were left out before the loader saw the rest; it counted without them."""
    removed = [cell.row for cell in bad]
    found = [_renumbered(row, removed) for row in report.first_bad_rows]
    rows = sorted([*bad, *found], key=lambda row: row.row)[:100]
    return LoadReport(report.rows_loaded, report.rows_set_aside + len(bad), tuple(rows))


def _renumbered(found: BadRow, removed: list[int]) -> BadRow:
    def original(row: int) -> int:
        number = row
        while (shifted := row + bisect_right(removed, number)) != number:
            number = shifted
        return number

    # A message may name a second row: that of the same key.
    message = re.sub(r"\brow (\d+)", lambda row: f"row {original(int(row[1]))}", found.message)
    return BadRow(original(found.row), found.column, message)
