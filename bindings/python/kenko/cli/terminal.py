"""Tables for people to look at."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from kenko import Table
from kenko.cli.cut import FirstRows

_ROWS = 50
# What a terminal has room for; a file has the rest.
_HEALTH = ("customer_id", "as_of", "band", "score", "coverage", "trend", "direction", "tier")
_SHOWN = {"health": (*_HEALTH, "reasons"), "series": (*_HEALTH, "priority")}
_BAND_STYLES = {"GOOD": "green", "NORMAL": "yellow", "BAD": "red", "UNKNOWN": "dim"}
_STATE_STYLES = {"done": "green", "done_late": "yellow", "late": "red", "blocked": "dim"}


def print_tables(tables: Mapping[str, Table]) -> None:
    console = Console()
    for name, table in tables.items():
        rows = table.num_rows if isinstance(table, FirstRows) else _ROWS
        console.print(Text(f"{name}: {table.num_rows:,} rows", style="bold"))
        console.print(rich_table(table, rows))
        if table.num_rows > rows:
            console.print(Text(f"… {table.num_rows - rows:,} more; --out writes all", style="dim"))


def rich_table(table: Table, limit: int) -> RichTable:
    head = table.head(limit)
    made = RichTable(box=None, pad_edge=False, header_style="bold")
    names = _shown(table.name, head)
    for name in names:
        numeric = any(isinstance(value, (int, float)) for value in head[name])
        title = _short(name) if table.name == "summary" else name
        made.add_column(Text(title), justify="right" if numeric else "left", overflow="fold")
    for row in zip(*(head[name] for name in names)):
        made.add_row(*(cell_text(name, value) for name, value in zip(names, row)))
    return made


def _shown(table: str, head: Mapping[str, Sequence[Any]]) -> list[str]:
    if table in _SHOWN and len(head) > len(_SHOWN[table]):  # else they were chosen
        return [name for name in _SHOWN[table] if name in head]
    if table == "summary":  # not what nobody is in, and of values by band only what is at risk
        kept = [name for name in head if not name.startswith("value_") or name == "value_at_risk"]
        return [name for name in kept if name in ("group", "customers") or any(head[name])]
    if table == "worklist":
        return [name for name in head if any(value is not None for value in head[name])]
    return list(head)


def _short(name: str) -> str:
    """Returns what a column of the summary is headed by: customers_GOOD is GOOD."""
    return re.sub("^(customers|onboarding)_", "", name).replace("_", " ")


def cell_text(name: str, value: Any) -> Text:
    if name in ("band", "raw_band", "previous_band"):
        return band_text(value)
    if name == "state":
        return state_text(value)
    return Text(plain(value))


def band_text(band: str | None) -> Text:
    return Text(band or "", style=band_style(band))


def band_style(band: str | None) -> str:
    return _BAND_STYLES.get(band or "", "bold")


def state_text(state: str) -> Text:
    return Text(state, style=_STATE_STYLES.get(state, ""))


def plain(value: Any) -> str:
    """Returns a value as a reader of tables likes it: at most two decimals where that is enough."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return number(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M").removesuffix(" 00:00")
    if isinstance(value, list):
        return ", ".join(value)
    return str(value)


def number(value: float) -> str:
    text = f"{value:,.2f}" if abs(value) >= 0.1 or value == 0 else f"{value:.2g}"
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text
