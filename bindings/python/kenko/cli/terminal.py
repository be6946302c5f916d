"""Tables for people to look at."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from kenko import Result, Table

_ROWS = 50
# What a terminal has room for; a file has the rest.
_HEALTH = ("customer_id", "band", "score", "coverage", "trend", "direction", "tier", "reasons")
_BAND_STYLES = {"GOOD": "green", "NORMAL": "yellow", "BAD": "red", "UNKNOWN": "dim"}


def print_tables(result: Result) -> None:
    console = Console()
    for name, table in result.items():
        console.print(Text(f"{name}: {table.num_rows:,} rows", style="bold"))
        console.print(rich_table(table, _ROWS))
        if table.num_rows > _ROWS:
            console.print(Text(f"… {table.num_rows - _ROWS:,} more; --out writes all", style="dim"))


def rich_table(table: Table, limit: int) -> RichTable:
    head = table.head(limit)
    names = [name for name in _HEALTH if name in head] if table.name == "health" else list(head)
    made = RichTable(box=None, pad_edge=False, header_style="bold")
    for name in names:
        numeric = any(isinstance(value, (int, float)) for value in head[name])
        made.add_column(name, justify="right" if numeric else "left", overflow="fold")
    for row in zip(*(head[name] for name in names)):
        made.add_row(*(cell_text(name, value) for name, value in zip(names, row)))
    return made


def cell_text(name: str, value: Any) -> Text:
    if name in ("band", "raw_band", "previous_band"):
        return band_text(value)
    return Text(plain(value))


def band_text(band: str | None) -> Text:
    return Text(band or "", style=_BAND_STYLES.get(band or "", "bold"))


def plain(value: Any) -> str:
    """Returns a value as a reader of tables likes it: at most two decimals where that is enough."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return number(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, list):
        return ", ".join(value)
    return str(value)


def number(value: float) -> str:
    text = f"{value:,.2f}" if abs(value) >= 0.1 or value == 0 else f"{value:.2g}"
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text
