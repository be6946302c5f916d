"""CSV files, read without guessing: every cell as text, the separator from the header line."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

from kenko.cli.problems import Problem
from kenko.cli.sql import literal


def csv_source(path: Path, is_tsv: bool) -> tuple[str, list[str]]:
    """Returns DuckDB's reader of a file, with columns c0, c1, …, and the header's names."""
    separator, names = _header(path, is_tsv)
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise Problem(f"{path}: two columns are called {name!r}")
        seen.add(name)
    # Names of our own, as DuckDB can't tell "ID" from "id".
    columns = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(len(names)))
    reader = (
        f"read_csv({literal(str(path))}, columns={{{columns}}}, auto_detect=false, header=true, "
        f"delim={literal(separator)}, quote='\"', escape='\"', comment='', nullstr='', skip=0, "
        "max_line_size=16777216)"
    )
    return reader, names


def _header(path: Path, is_tsv: bool) -> tuple[str, list[str]]:
    open_text = gzip.open if path.suffix.lower() == ".gz" else open
    with open_text(path, "rt", encoding="utf-8-sig", newline="") as file:
        try:
            first = file.readline()
            if not first.strip():
                raise Problem(f"{path}: there is no header line")
            separator = "\t" if is_tsv else _separator(first)
            file.seek(0)
            names = next(csv.reader(file, delimiter=separator))
        except UnicodeDecodeError:
            raise Problem(f"{path}: the header is not UTF-8") from None
    return separator, [name or f"column{index}" for index, name in enumerate(names)]


def _separator(line: str) -> str:
    """Returns the first of these that stands in the header outside quotes; a comma if none does."""
    bare = "".join(line.split('"')[::2])
    return next((mark for mark in (",", ";", "\t", "|") if mark in bare), ",")
