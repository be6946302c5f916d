"""Cells as the types that the model wants, in SQL; what does not fit is told, never made null."""

from __future__ import annotations

from dataclasses import dataclass

from kenko._instant import ISO_PATTERN
from kenko.cli.sources import Column
from kenko.cli.sql import literal

_INTEGERS = {f"{sign}{size}int" for sign in ("", "u") for size in ("tiny", "small", "big")} | {
    "integer",
    "uinteger",
}
_WIDE = {"hugeint", "uhugeint", "decimal", "bignum"}
_TIMES = {
    "date",
    "timestamp",
    "timestamp_s",
    "timestamp_ms",
    "timestamp_ns",
    "timestamp with time zone",
    "timestamptz",
}
_PLAIN = _INTEGERS | _TIMES | {"float", "double", "boolean", "varchar", "enum", "sqlnull", "null"}

WANTED = {
    "id": "a customer id (text or an integer)",
    "number": "a number",
    "flag": "a flag (true or false)",
    "time": "an instant (2025-01-31, 2025-01-31T12:00:00Z)",
    "text": "text",
}


@dataclass(frozen=True)
class Cast:
    """How a column is handed over. `expression` is null for a cell that can't be cast."""

    column: Column
    wanted: str | None
    expression: str
    can_fail: bool

    @property
    def fails(self) -> str:
        """The condition, in SQL, that a cell is there and can't be cast."""
        return f"({self.column.expression} IS NOT NULL AND ({self.expression}) IS NULL)"


def cast_of(column: Column, wanted: str | None, table: str) -> Cast:
    """Returns the cast of a column; `wanted` is None for one that nobody declared."""
    name, kind = column.expression, column.type
    if kind in ("varchar", "json") and wanted in ("number", "flag", "time"):
        return Cast(column, wanted, _from_text(name, wanted), True)
    if kind in _INTEGERS and wanted == "flag":  # 0 and 1, as many databases have it
        return Cast(column, wanted, _from_text(f"{name}::VARCHAR", "flag"), True)
    if kind in _WIDE and wanted == "id" and kind != "decimal":
        return Cast(column, wanted, f"TRY_CAST({name} AS BIGINT)", True)
    if kind in _WIDE and wanted in (None, "number"):
        return Cast(column, wanted, f"{name}::DOUBLE", False)
    if wanted == "text" and (kind in _INTEGERS or kind in _WIDE - {"decimal"}):
        return Cast(column, wanted, f"{name}::VARCHAR", False)
    # Only customers have attributes of time.
    is_odd_time = wanted is None and kind in _TIMES and table != "customers"
    if kind not in _PLAIN | _WIDE or is_odd_time:
        return Cast(column, wanted, f"{name}::VARCHAR", False)
    return Cast(column, wanted, name, False)


def _from_text(name: str, wanted: str) -> str:
    if wanted == "number":
        # DuckDB takes 1_000; nobody's data means that. NaN and inf are for the loader to refuse.
        return f"CASE WHEN contains({name}, '_') THEN NULL ELSE TRY_CAST({name} AS DOUBLE) END"
    if wanted == "flag":
        return (
            f"CASE WHEN lower(trim({name})) IN ('true', 't', 'yes', 'y', '1') THEN true "
            f"WHEN lower(trim({name})) IN ('false', 'f', 'no', 'n', '0') THEN false END"
        )
    # DuckDB's own reading takes zone names, "epoch" and dates BC, too.
    return (
        f"CASE WHEN regexp_full_match(trim({name}), {literal(ISO_PATTERN)}) "
        f"THEN TRY_CAST(upper(trim({name})) AS TIMESTAMPTZ) END"
    )
