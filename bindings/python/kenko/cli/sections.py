"""What stands below an explanation: the steps of onboarding, what would help, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

from kenko.cli.terminal import number, plain, state_text

Row = dict[str, Any]


def milestones(rows: Sequence[Row]) -> Group | None:
    if not rows:
        return None
    table = _table("milestone", "state", "due", "completed", "days late")
    table.columns[-1].justify = "right"
    for row in rows:
        state = state_text(row["state"])
        late = number(row["days_late"]) if row["days_late"] else ""
        dates = (plain(row["due_at"]), plain(row["completed_at"]))
        table.add_row(Text(row["milestone"]), state, *dates, late)
    return _titled(f"onboarding: {rows[0]['plan']}", table)


def levers(rows: Sequence[Row]) -> Group | None:
    if not rows:
        return None
    table = _table("what", "today", "needed")
    for row in rows:
        table.add_row(Text(row["row"]), _exact(row["value"]), "→ " + _exact(row["needed"]))
    return _titled(f"each alone would reach {rows[0]['band']}", table)


def plays(rows: Sequence[Row]) -> Group | None:
    if not rows:
        return None
    table = _table("play", "channel", "due", "says")
    for row in rows:
        due = plain(row["due_at"])
        cells = (row["play"], row["channel"] or "", due, row["says"] or "")
        table.add_row(*map(Text, cells))
    return _titled("to do", table)


def _table(*names: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in names:
        table.add_column(name, overflow="fold")
    return table


def _titled(title: str, table: Table) -> Group:
    return Group(Text(title, style="bold"), table)


def _exact(value: float) -> str:
    """Returns up to six decimals: with two, many a boundary would be rounded away."""
    text = f"{value:,.6f}" if abs(value) < 1e15 else f"{value:.17g}"
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text
