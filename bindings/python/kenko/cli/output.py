"""Where answers go: files, a folder, a pipe, a terminal."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from kenko import Table
from kenko.cli.problems import UsageProblem

_WRITERS = (".csv", ".parquet", ".json")


def check_target(out: str | None, tables: Sequence[str]) -> Path | None:
    """Says before the work begins whether the answer can go where it should.

    A folder is one that exists, a path that ends in / or has no extension, and where several
    tables go. Raises a UsageProblem for a file of an unknown kind.
    """
    if out is None:
        return None
    path = Path(out)
    if path.is_dir() or out.endswith("/") or not path.suffix or len(tables) > 1:
        if path.exists() and not path.is_dir():
            raise UsageProblem(f"--out: {len(tables)} tables need a folder, and {out} is a file")
        path.mkdir(parents=True, exist_ok=True)
        return path
    if path.suffix.lower() not in _WRITERS:
        raise UsageProblem(f"--out: {out}: a file must end in {', '.join(_WRITERS)}")
    return path


def write_tables(tables: Mapping[str, Table], target: Path | None) -> None:
    if target is None:
        _print(tables)
    elif target.is_dir():
        for name, table in tables.items():
            table.write_csv(target / f"{name}.csv")
    else:
        (table,) = tables.values()
        _write_file(table, target)


def _write_file(table: Table, path: Path) -> None:
    if path.suffix.lower() == ".csv":
        table.write_csv(path)
        return
    from kenko.cli.copy import copy_table

    copy_table(table, path)


def _print(tables: Mapping[str, Table]) -> None:
    if sys.stdout.isatty():
        from kenko.cli.terminal import print_tables

        print_tables(tables)
        return
    sys.stdout.flush()
    for index, (name, table) in enumerate(tables.items()):
        if len(tables) > 1:  # several tables in one stream: told apart for a human reader
            sys.stdout.buffer.write(f"{chr(10) * (index > 0)}# {name}\n".encode())
        table.write_csv(sys.stdout.buffer.write)
    sys.stdout.buffer.flush()
