"""One customer's explanation as a tree whose points add up to the score."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kenko import Model
from kenko._instant import iso
from kenko.cli.terminal import band_text, number, plain

Row = dict[str, Any]
_COLUMNS = ("value", "subscore", "weight", "points", "lost")


def render(model: Model, health: Row, explain: Sequence[Row], as_of: int) -> RenderableType:
    """Returns what rich prints: the answer, then what it is made of."""
    return Group(_heading(model, health, as_of), Text(), _tree(health, explain))


def _heading(model: Model, health: Row, as_of: int) -> Table:
    facts = Table(box=None, show_header=False, pad_edge=False)
    facts.add_column(style="dim")
    facts.add_column()
    facts.add_row("customer", Text(str(health["customer_id"]), style="bold"))
    facts.add_row("model", f"{model.name}, as of {iso(as_of)}")
    band = band_text(health["band"]) + Text(f" ({health['band_reason']})", style="dim")
    facts.add_row("band", band)
    facts.add_row("score", "none" if health["score"] is None else _points(health["score"]))
    if health["scorecard"] is not None:
        facts.add_row("scorecard", health["scorecard"])
    if health["coverage"] is not None:
        facts.add_row("coverage", f"{health['coverage']:.0%}{_range(health)}")
    if health["tier"] is not None:
        reason = f" ({health['tier_reason']})" if health["tier_reason"] else ""
        facts.add_row("tier", f"{health['tier']}{reason}")
    if health["trend"] is not None:
        facts.add_row("trend", f"{health['trend']:+.2f} ({health['direction']})")
    return facts


def _range(health: Row) -> str:
    """What the score could still become if what is missing arrived."""
    worst, best = health["worst"], health["best"]
    if worst is None or best is None or best - worst < 1e-9:
        return ""
    return f", could be {_points(worst)} to {_points(best)}"


def _tree(health: Row, explain: Sequence[Row]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("", no_wrap=True)
    for name in _COLUMNS:
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("says", style="dim")
    shown = _adding_up([row["points"] for row in explain])
    rules = [row["kind"] == "rule" for row in explain]
    first_rule = rules.index(True) if True in rules else len(explain)
    labels = _labels(explain[:first_rule]) + [row["row"] for row in explain[first_rule:]]
    for index, (row, label, points) in enumerate(zip(explain, labels, shown)):
        if index == first_rule:
            before = sum(point for point in shown[:first_rule] if point is not None)
            table.add_row(*_sum("score before rules", before), style="bold")
        table.add_row(label, *_cells(row, points), row["says"] or "")
    score = None if health["score"] is None else round(health["score"] * 100)
    table.add_row(*_sum("score", score), style="bold")
    return table


def _cells(row: Row, points: int | None) -> tuple[str, ...]:
    value = row["text"] if row["value"] is None else number(row["value"])
    return (
        "–" if value is None and row["kind"] == "signal" else value or "",
        plain(row["subscore"]),
        "" if row["weight"] is None else f"{row['weight']:.1%}",
        "" if points is None else _points(points / 100),
        plain(row["lost"]),
    )


def _sum(label: str, points: int | None) -> tuple[str, ...]:
    return (label, "", "", "", "none" if points is None else _points(points / 100), "", "")


def _points(value: float) -> str:
    return f"{value:.2f}"


def _adding_up(points: Sequence[float | None]) -> list[int | None]:
    """Rounds to hundredths such that the rounded numbers add up to the rounded sum.

    Where plain rounding would not, the numbers nearest to the middle give way by one hundredth.
    """
    exact = [0.0 if point is None else point * 100 for point in points]
    rounded = [round(number) for number in exact]
    step = 1 if sum(exact) > sum(rounded) else -1
    order = sorted(range(len(exact)), key=lambda i: step * (rounded[i] - exact[i]))
    for index in order[: abs(round(sum(exact)) - sum(rounded))]:
        rounded[index] += step
    return [None if point is None else number for point, number in zip(points, rounded)]


def _labels(rows: Sequence[Row]) -> list[str]:
    """Returns each row's own name, indented below the groups that it is in."""
    labels: list[str] = []
    groups: list[str] = []
    for row in rows:
        path = row["row"]
        while groups and not path.startswith(groups[-1] + "/"):
            groups.pop()
        name = path[len(groups[-1]) + 1 :] if groups else path
        labels.append("  " * len(groups) + name)
        if row["kind"] == "group":
            groups.append(path)
    return labels
