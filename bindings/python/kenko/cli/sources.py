"""SRC: files and queries as something that DuckDB can select from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from kenko.cli.csv_source import csv_source
from kenko.cli.problems import Problem
from kenko.cli.sql import literal, name_of

_QUERY = re.compile(r"\s*(select|with|from|values|pivot|unpivot)\b|.*\s", re.IGNORECASE | re.DOTALL)
_CSV = (".csv", ".tsv")
_PARQUET = (".parquet", ".pq")
_JSON = (".json", ".jsonl", ".ndjson")


@dataclass(frozen=True)
class Column:
    name: str  # as kenko sees it
    expression: str  # what reads it from the source, in SQL
    type: str  # DuckDB's, e.g. "varchar"


@dataclass(frozen=True)
class Source:
    relation: str  # what stands after FROM
    columns: tuple[Column, ...]


def connect() -> duckdb.DuckDBPyConnection:
    """Returns a connection of our own: instants without a zone are UTC, rows keep their order."""
    connection = duckdb.connect(config={"preserve_insertion_order": True})
    connection.execute("SET TimeZone = 'UTC'")
    return connection


def open_source(connection: duckdb.DuckDBPyConnection, table: str, text: str) -> Source:
    """Raises a Problem where `text` is neither a readable file nor a query."""
    path = Path(text)
    try:
        is_file = path.is_file()
    except (OSError, ValueError):  # too long for a path, say
        is_file = False
    try:
        if is_file:
            return _file(connection, path)
        if _QUERY.match(text):
            return _described(connection, f"({text.strip().rstrip(';')}\n)")
    except duckdb.Error as error:
        raise Problem(f"{table}: {first_lines(error)}") from None
    except Problem as problem:
        raise Problem(f"{table}: {problem}") from None
    kind = "is a folder, not a file" if path.is_dir() else "no such file"
    raise Problem(f"{table}: {text}: {kind} (a SQL query begins with SELECT, WITH or FROM)")


def first_lines(error: Exception) -> str:
    """Returns DuckDB's message without its advice on options that nobody can set here."""
    return re.split(r"\n(?:Possible |\s*\n|  file = )", str(error))[0].strip()


def _file(connection: duckdb.DuckDBPyConnection, path: Path) -> Source:
    suffix = path.name.lower().removesuffix(".gz")
    if suffix.endswith(_CSV):
        relation, names = csv_source(path, suffix.endswith(".tsv"))
        columns = [Column(name, f'"c{index}"', "varchar") for index, name in enumerate(names)]
        return Source(relation, tuple(columns))
    if suffix.endswith(_PARQUET):
        return _described(connection, f"read_parquet({literal(str(path))})")
    if suffix.endswith(_JSON):
        return _json(connection, path)
    raise Problem(f"{path}: a file must end in .csv, .tsv, .parquet, .json or .jsonl")


def _json(connection: duckdb.DuckDBPyConnection, path: Path) -> Source:
    """Reads texts as texts: DuckDB would make dates and UUIDs of those that look like it."""
    reader = f"read_json({literal(str(path))}, sample_size=-1"
    found = _described(connection, f"{reader})")
    kept = ("bigint", "ubigint", "hugeint", "double", "boolean")
    types = ", ".join(
        f"{literal(column.name)}: {literal(column.type if column.type in kept else 'varchar')}"
        for column in found.columns
    )
    return _described(connection, f"{reader}, columns={{{types}}})")


def _described(connection: duckdb.DuckDBPyConnection, relation: str) -> Source:
    described = connection.sql(f"SELECT * FROM {relation}")
    return Source(
        relation,
        tuple(
            Column(name, name_of(name), kind.id)
            for name, kind in zip(described.columns, described.types)
        ),
    )
