"""Parquet and JSON files, written by DuckDB."""

from __future__ import annotations

from pathlib import Path

import duckdb

from kenko import Table
from kenko.cli.problems import Problem
from kenko.cli.sources import connect
from kenko.cli.sql import literal, name_of


def copy_table(table: Table, path: Path) -> None:
    with connect() as connection:
        try:
            relation = connection.from_arrow(table)
            cells = "*"
            options = "FORMAT parquet"
            if path.suffix.lower() == ".json":
                cells = ", ".join(
                    f"{_iso(name_of(name))} AS {name_of(name)}"
                    if kind.id == "timestamp with time zone"
                    else name_of(name)
                    for name, kind in zip(relation.columns, relation.types)
                )
                options = "FORMAT json, ARRAY true"
            relation.query(
                "answer", f"COPY (SELECT {cells} FROM answer) TO {literal(str(path))} ({options})"
            )
        except duckdb.Error as error:
            raise Problem(f"{path}: {error}") from None


def _iso(name: str) -> str:
    return f"strftime({name} AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')"
